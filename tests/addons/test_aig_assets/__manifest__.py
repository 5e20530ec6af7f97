{
    "name": "Test AIG Assets",
    "summary": "Drops a script that Debian's Odoo lists but does not contain",
    "version": "19.0.1.0.0",
    "category": "Hidden/Tests",
    "author": "AIG",
    "website": "https://github.com/aig-vn/aig-sales-odoo",
    "license": "LGPL-3",
    "depends": ["mail"],
    "assets": {
        "web.assets_backend": [
            (
                "remove",
                "mail/static/lib/selfie_segmentation/selfie_segmentation.js",
            ),
        ],
        # ours are run among few, core's own need minutes to be read
        "web.assets_unit_tests": [
            ("remove", "web/static/tests/**/*.test.js"),
            ("remove", "html_editor/static/tests/**/*.test.js"),
            ("remove", "mail/static/tests/**/*.test.js"),
        ],
    },
}
