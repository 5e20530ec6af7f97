"""Pure functions: no Odoo, no clock, no input or output."""
