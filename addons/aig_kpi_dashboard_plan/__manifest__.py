{
    "name": "AIG KPI Dashboard: Plan",
    "summary": "The financial plan and targets on dashboards and in My Day",
    "version": "19.0.1.0.0",
    "category": "Sales/AIG",
    "author": "AIG",
    "website": "https://github.com/aig-vn/aig-sales-odoo",
    "license": "LGPL-3",
    "depends": ["aig_kpi_dashboard", "aig_sales_plan"],
    "data": [
        "security/ir.model.access.csv",
        "security/aig_kpi_plan_security.xml",
        "security/aig_kpi_target_security.xml",
        "report/aig_kpi_plan_views.xml",
        "report/aig_kpi_target_views.xml",
        "views/aig_kpi_menus.xml",
    ],
    "auto_install": True,
}
