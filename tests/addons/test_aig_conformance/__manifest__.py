{
    "name": "Test AIG Conformance",
    "summary": "What every AIG addon must hold, present and future",
    "version": "19.0.1.0.0",
    "category": "Hidden/Tests",
    "author": "AIG",
    "website": "https://github.com/aig-vn/aig-sales-odoo",
    "license": "LGPL-3",
    "depends": [
        "test_aig_assets",
        "aig_base",
        "aig_territory",
        "aig_customer_care",
        "aig_position",
        "aig_sales_plan",
        "aig_voucher",
        "aig_4e_content",
    ],
}
