{
    "name": "AIG Sales Plan",
    "summary": "Quarterly sales plans, customer by customer, in six figures",
    "version": "19.0.1.0.0",
    "category": "Sales/AIG",
    "author": "AIG",
    "website": "https://github.com/aig-vn/aig-sales-odoo",
    "license": "LGPL-3",
    "depends": ["aig_customer_care", "account"],
    "data": [
        "security/ir.model.access.csv",
        "security/aig_sales_plan_security.xml",
        "security/aig_sales_plan_line_security.xml",
        "security/aig_sales_plan_revision_security.xml",
        "views/account_move_views.xml",
        "views/aig_sales_plan_line_views.xml",
        "views/aig_sales_plan_views.xml",
        "views/aig_sales_plan_revision_views.xml",
        "views/res_config_settings_views.xml",
        "views/aig_sales_plan_menus.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "aig_sales_plan/static/src/fields/**/*",
            "aig_sales_plan/static/src/views/*.scss",
        ],
    },
}
