{
    "name": "AIG KPI Dashboard",
    "summary": "My Day, and dashboards over figures that open their records",
    "version": "19.0.1.0.0",
    "category": "Sales/AIG",
    "author": "AIG",
    "website": "https://github.com/aig-vn/aig-sales-odoo",
    "license": "LGPL-3",
    "depends": ["aig_customer_care", "sale_crm", "spreadsheet_dashboard"],
    "data": [
        "security/ir.model.access.csv",
        "security/aig_kpi_care_security.xml",
        "security/aig_kpi_deal_security.xml",
        "security/aig_kpi_order_security.xml",
        "security/aig_kpi_revenue_security.xml",
        "security/aig_kpi_cash_security.xml",
        "security/aig_kpi_receivable_security.xml",
    ],
}
