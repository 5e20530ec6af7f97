from odoo.tools import SQL


def uninstall_hook(env):
    """Take along the functions of the triggers: nobody else would."""
    for name in ("aig_voucher_point_keep", "aig_voucher_balance_follow"):
        env.cr.execute(
            SQL("DROP FUNCTION IF EXISTS %s() CASCADE", SQL.identifier(name))
        )
