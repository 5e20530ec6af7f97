{
    "name": "AIG KPI Dashboard: 4E Content",
    "summary": "Posts and their targets on dashboards and in My Day",
    "version": "19.0.1.0.0",
    "category": "Sales/AIG",
    "author": "AIG",
    "website": "https://github.com/aig-vn/aig-sales-odoo",
    "license": "LGPL-3",
    "depends": ["aig_kpi_dashboard", "aig_4e_content"],
    "auto_install": True,
}
