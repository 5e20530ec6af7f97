{
    "name": "AIG KPI Dashboard",
    "summary": "What everyone has to do today, and dashboards over facts",
    "version": "19.0.1.0.0",
    "category": "Sales/AIG",
    "author": "AIG",
    "website": "https://github.com/aig-vn/aig-sales-odoo",
    "license": "LGPL-3",
    "depends": ["aig_customer_care", "sale_crm", "spreadsheet_dashboard"],
    "data": [
        "security/ir.model.access.csv",
        "security/aig_task_saved_security.xml",
        "data/aig_task_effort_data.xml",
        "views/aig_my_day_views.xml",
        "views/aig_task_effort_views.xml",
        "views/aig_task_saved_views.xml",
        "views/res_config_settings_my_day_views.xml",
        "views/aig_my_day_menus.xml",
    ],
    "assets": {
        "web.assets_backend": ["aig_kpi_dashboard/static/src/my_day/*"],
        "web.assets_unit_tests": ["aig_kpi_dashboard/static/tests/*.test.js"],
    },
}
