{
    "name": "AIG Demo Company",
    "summary": "The story of one company in VND, for demonstrations and screenshots",
    "version": "19.0.1.0.0",
    "category": "Sales/AIG",
    "author": "AIG",
    "website": "https://github.com/aig-vn/aig-sales-odoo",
    "license": "LGPL-3",
    "depends": [
        "aig_4e_content_plan",
        "aig_kpi_dashboard_content",
        "aig_kpi_dashboard_voucher",
        "l10n_vn",
    ],
    "post_init_hook": "post_init_hook",
}
