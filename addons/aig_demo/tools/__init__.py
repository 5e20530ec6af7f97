"""What the demo's past consists of, without Odoo: chance, seasons, numbers."""
