{
    "name": "AIG 4E Content on the Plan",
    "summary": "4E articles sent from the rows of the financial plan",
    "version": "19.0.1.0.0",
    "category": "Sales/AIG",
    "author": "AIG",
    "website": "https://github.com/aig-vn/aig-sales-odoo",
    "license": "LGPL-3",
    "depends": ["aig_4e_content", "aig_sales_plan"],
    "data": [
        "views/aig_sales_plan_line_views.xml",
        "views/aig_content_roadmap_views.xml",
    ],
    "auto_install": True,
}
