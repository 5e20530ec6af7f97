def uninstall_hook(env):
    """Give the pages back as they are without the plan."""
    for page in ("director", "manager"):
        env["spreadsheet.dashboard"]._aig_show(page, "aig_kpi_dashboard")
