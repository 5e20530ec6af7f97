"""What people wait for when they open a dashboard, beside core's page of sales (B16).

One Chromium whose programs are loaded, one server, one company: each page is opened
from the running client until its figures stand there, those of the first screen's
charts, too. Core's page shows 4 numbers and 1 chart on it, the director's 15 and 2.
"""

import os
from datetime import date
from functools import partial

from bench.browser import page_of
from bench.company import add_year, make_company
from bench.data import copy_rows
from bench.harness import row
from bench.own import own_database
from bench.rows.kpi_dashboard import CARE, DOCUMENTS, PAGES

#: A page against core's, which reads one table. At a tenth of the size the director's
#: page took 0.8 times, vouchers 1.1, the manager's 1.3, content 0.6. The manager's has
#: nine facts, and the care log by customers and the targets are most of its time: it
#: does not keep the limit yet, nor do vouchers, whose later sales are counted anew.
LIMIT = 1.0
PASSWORD = "bench-paint-1"
CORE = "core's sales"
DESK = {"viewport": {"width": 1400, "height": 900}}
#: Open a page until nothing is on its way and each cell has its value.
OPEN = """
async (id) => {
    const {services} = odoo.__WOWL_DEBUG__.root.env;
    const tag = "action_spreadsheet_dashboard";
    const action = {type: "ir.actions.client", tag, params: {dashboard_id: id}};
    await services.action.doAction(action, {clearBreadcrumbs: true});
    const isShown = () => {
        const loader = services.spreadsheet_dashboard_loader;
        const model = loader.activeDashboardId === id && loader.dashboards[id].model;
        if (!model || !document.querySelector(".o-figure")) {
            return false;
        }
        const {getters, config} = model;
        return getters.getSheetIds().every((sheet) =>
            getters.getEvaluatedCells(sheet).every(({value}) => value !== "Loading...")
        ) && !config.custom.odooDataProvider.pendingPromises.size;
    };
    while (!isShown()) {
        await new Promise(requestAnimationFrame);
    }
    await new Promise(requestAnimationFrame);
}
"""


def make_year(case, env):
    """This year and the one before, with a row in each order for core's page."""
    company = make_company(env, max(1, case.size // DOCUMENTS))
    half, year = case.size // 2, date.today().year
    add_year(company, year, half, CARE * half)
    add_year(company, year - 1, half, CARE * half, is_last=False)
    source = env["sale.order.line"].search([("display_type", "=", False)], limit=1)
    copy_rows(
        env,
        source,
        "(SELECT id, partner_id, user_id, amount_untaxed FROM sale_order"
        " WHERE name LIKE 'Bench %%') made",
        (),
        order_id="made.id",
        order_partner_id="made.partner_id",
        salesman_id="made.user_id",
        price_subtotal="made.amount_untaxed",
    )
    company.director.password = PASSWORD
    env.cr.commit()
    env.cr.execute("ANALYZE")
    env.cr.commit()
    return company


def pages_of(env):
    """Pages of ours and core's by what they are called."""
    found = env["spreadsheet.dashboard"].search([("aig_page", "in", list(PAGES))])
    core = env.ref("spreadsheet_dashboard_sale.spreadsheet_dashboard_sales")
    return {CORE: core.id, **{one.aig_page: one.id for one in found}}


@row("dashboards painted in a browser", size=200_000, odoo=False, repeats=9)
def painted(case):
    with own_database(case, "paint") as env:
        company, pages = make_year(case, env), pages_of(env)
        database = f"{os.environ['AIG_BENCH_DATABASE']}_paint"
        user = (company.director.login, PASSWORD)
        with page_of(database, *user, "/odoo/dashboards", **DESK) as page:
            for key in pages.values():  # its words and programs are loaded once
                page.evaluate(OPEN, key)
            yield from case.measure_in_turn(
                {
                    title: partial(page.evaluate, OPEN, key)
                    for title, key in pages.items()
                }
            )
            for title in list(pages)[1:]:
                yield case.ratio(title, CORE, limit=LIMIT)
