{
    "name": "AIG KPI Dashboard: Plan",
    "summary": "The financial plan and targets on dashboards and in My Day",
    "version": "19.0.1.0.0",
    "category": "Sales/AIG",
    "author": "AIG",
    "website": "https://github.com/aig-vn/aig-sales-odoo",
    "license": "LGPL-3",
    "depends": ["aig_kpi_dashboard", "aig_sales_plan"],
    "data": ["data/aig_task_effort_data.xml"],
    "auto_install": True,
}
