"""What stands behind the Makefile and ``scripts/odoo``: standard library only.

Each module does one thing; ``commands.py`` puts them together. Everything fetched or
built lies in one cache folder outside the clone (``paths.py``) and is made beside its
place and then renamed, so that a run that is killed leaves nothing half done.
"""
