LANG = "vi_VN"


def settle(env):
    """Make the main company a Vietnamese one: country, dong, chart of accounts."""
    firm = env.ref("base.main_company")
    vietnamese = (
        env["res.lang"].with_context(active_test=False).search([("code", "=", LANG)])
    )
    if not vietnamese.active:
        env["base.language.install"].create(
            {"lang_ids": vietnamese.ids, "overwrite": False}
        ).lang_install()
    env.ref("base.VND").active = True
    firm.write(
        {
            "name": "AIG Quảng cáo ngoài trời",
            "country_id": env.ref("base.vn").id,
            "email": "kinhdoanh@aig.example.com",
            "phone": "024 7300 2026",
            "city": "Hà Nội",
        }
    )
    firm.partner_id.write({"tz": "Asia/Ho_Chi_Minh", "lang": LANG})
    # past try_loading(), which warns that later addons are not loaded: none follows
    env["account.chart.template"]._load("vn", firm, install_demo=False)
    firm.currency_id = env.ref("base.VND")
    # core made them in the currency the company had before
    env["product.pricelist"].search([]).currency_id = firm.currency_id
    return firm
