def uninstall_hook(env):
    """Give the director's page back as it is without vouchers."""
    env["spreadsheet.dashboard"]._aig_show("director", "aig_kpi_dashboard_plan")
