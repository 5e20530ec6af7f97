from odoo.tools import SQL


def uninstall_hook(env):
    """Take along the function of the triggers: nobody else would."""
    env.cr.execute(SQL("DROP FUNCTION IF EXISTS aig_care_count_follow() CASCADE"))
