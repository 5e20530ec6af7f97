"""Make ``aig_x.tools`` importable without Odoo.

The arithmetic of an addon lives in ``addons/<addon>/tools`` and imports nothing of
Odoo; the addon's own ``__init__`` does. So each addon is registered as a package whose
``__init__`` is never executed. With pytest-odoo (Odoo's own tests) nothing is done.
"""

import sys
import types
from pathlib import Path

ADDONS = Path(__file__).resolve().parent / "addons"


def register(name, path):
    """Put a package into ``sys.modules`` that only knows where its parts are."""
    package = types.ModuleType(name)
    package.__path__ = [str(path)]
    sys.modules.setdefault(name, package)


def pytest_configure(config):
    if config.pluginmanager.hasplugin("odoo"):
        return
    register(ADDONS.name, ADDONS)
    for manifest in sorted(ADDONS.glob("*/__manifest__.py")):
        addon = manifest.parent
        register(addon.name, addon)
        # the name pytest gives to a test folder without an __init__.py
        register(f"{ADDONS.name}.{addon.name}", addon)
