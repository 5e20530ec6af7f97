{
    "name": "Test AIG Customer Care",
    "summary": "A document to send, for the tests of aig_customer_care",
    "version": "19.0.1.0.0",
    "category": "Hidden/Tests",
    "author": "AIG",
    "website": "https://github.com/aig-vn/aig-sales-odoo",
    "license": "LGPL-3",
    "depends": ["aig_customer_care"],
    "data": [
        "security/ir.model.access.csv",
        "data/mail_template_data.xml",
    ],
}
