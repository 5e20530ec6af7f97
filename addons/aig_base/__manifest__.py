{
    "name": "AIG Sales Base",
    "summary": "Roles, application menu and periods shared by the AIG sales addons",
    "version": "19.0.1.0.0",
    "category": "Sales/AIG",
    "author": "AIG",
    "website": "https://github.com/aig-vn/aig-sales-odoo",
    "license": "LGPL-3",
    "depends": ["sales_team", "mail"],
    "data": [
        "security/aig_base_groups.xml",
        "security/ir.model.access.csv",
        "views/aig_period_views.xml",
        "views/aig_base_menus.xml",
    ],
    "application": True,
    "assets": {
        "web.assets_backend": [
            "aig_base/static/src/breadcrumbs/*",
            "aig_base/static/src/connection/*",
            "aig_base/static/src/dates/*",
            "aig_base/static/src/grid/*",
            "aig_base/static/src/numbers/*",
        ],
        "web.assets_backend_lazy": ["aig_base/static/src/graph_scale/*"],
        "web.assets_unit_tests": ["aig_base/static/tests/*.test.js"],
    },
}
