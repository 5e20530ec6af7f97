"""Exit with 0 when Odoo answers."""

import urllib.request

urllib.request.urlopen("http://127.0.0.1:8069/web/health", timeout=8).close()
