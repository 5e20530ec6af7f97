{
    "name": "AIG KPI Dashboard",
    "summary": "What everyone has to do today, and dashboards over facts that open their records",
    "version": "19.0.1.0.0",
    "category": "Sales/AIG",
    "author": "AIG",
    "website": "https://github.com/aig-vn/aig-sales-odoo",
    "license": "LGPL-3",
    "depends": ["aig_customer_care", "sale_crm", "spreadsheet_dashboard"],
    "data": [],
}
