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

#: The first screen against that of core's page, which reads one table. What is below it
#: is asked for when the first has come, and is said, but has no limit.
LIMIT = 1.0
PASSWORD = "bench-paint-1"
CORE, WHOLE = "core's sales", "{}, to its end"
DESK = {"viewport": {"width": 1400, "height": 900}}
#: Open a page until nothing of it is awaited: on the first screen, or to its end. What
#: cards show is worked out on other sheets.
OPEN = """
async ([id, isWhole]) => {
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
        const {getters} = model;
        const {bottom} = getters.getActiveMainViewport();
        const isAwaited = (position) =>
            getters.getEvaluatedCell(position).value === "Loading..." &&
            (isWhole ||
                position.row <= bottom ||
                position.sheetId !== getters.getActiveSheetId());
        const charts = getters.getVisibleFigures().map(({id: figure}) =>
            getters.getChartDataSource(getters.getChartIdFromFigureId(figure))
        );
        return !getters.getSheetIds().some((sheet) =>
            getters.getEvaluatedCellsPositions(sheet).some(isAwaited)
        ) && charts.every((chart) => !chart || chart.isReady());
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
                page.evaluate(OPEN, [key, True])
            yield from case.measure_in_turn(
                {
                    name.format(title): partial(page.evaluate, OPEN, [key, is_whole])
                    for title, key in pages.items()
                    for name, is_whole in (("{}", False), (WHOLE, True))
                }
            )
            for title in list(pages)[1:]:
                yield case.ratio(title, CORE, limit=LIMIT)
                yield case.ratio(WHOLE.format(title), WHOLE.format(CORE))
