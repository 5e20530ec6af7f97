{
    "name": "AIG KPI Dashboard: Vouchers",
    "summary": "Points and vouchers on dashboards and in My Day",
    "version": "19.0.1.0.0",
    "category": "Sales/AIG",
    "author": "AIG",
    "website": "https://github.com/aig-vn/aig-sales-odoo",
    "license": "LGPL-3",
    "depends": ["aig_kpi_dashboard_plan", "aig_voucher"],
    "data": ["views/res_config_settings_views.xml"],
    "auto_install": True,
}
