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
    },
}
