"""Five thousand positions on a map: the call, and a page as wide as a phone."""

import os

from odoo.tools import SQL

from ..browser import page_of
from ..harness import row
from ..own import own_database
from .position_free import POSITIONS, QUARTER, make_bookings, make_positions

#: As in ``position_free``, with the three counts that a point's state needs.
BY_HAND = """
WITH inside AS MATERIALIZED (
    SELECT stay.site_id, GREATEST(stay.date_from, %(first)s) AS date_from, stay.date_to,
        booking.state NOT IN ('requested', 'reserved') AS firm,
        booking.booking_type <> 'maintenance' AS used
    FROM aig_position_stay stay
    JOIN aig_position_booking booking ON booking.id = stay.booking_id
    WHERE stay.date_from <= %(last)s AND stay.date_to >= %(first)s
), days AS (
    SELECT site_id, SUM(step) OVER until_then AS taken,
        SUM(step) FILTER (WHERE firm) OVER until_then AS firm,
        SUM(step) FILTER (WHERE used) OVER until_then AS used
    FROM (
        SELECT site_id, firm, used, date_from AS day, 1 AS step FROM inside
        UNION ALL
        SELECT site_id, firm, used, date_to + 1, -1 FROM inside
    ) steps
    WINDOW until_then AS (PARTITION BY site_id ORDER BY day, step)
)
SELECT site.id, site.code, site.latitude, site.longitude,
    site.slot_count - COALESCE(MAX(days.taken), 0),
    site.slot_count - COALESCE(MAX(days.firm), 0),
    site.slot_count - COALESCE(MAX(days.used), 0)
FROM aig_position site LEFT JOIN days ON days.site_id = site.id
WHERE site.active AND (site.latitude <> 0 OR site.longitude <> 0)
GROUP BY site.id
"""
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}
#: Switch to a view of the action that is open, until ``mark`` is on the page.
SWITCH = """
async ([view, mark]) => {
    await odoo.__WOWL_DEBUG__.root.env.services.action.switchView(view);
    while (!document.querySelector(mark)) {
        await new Promise(requestAnimationFrame);
    }
    await new Promise(requestAnimationFrame);
}
"""
#: One step of zoom, until the page has been drawn anew.
ZOOM = """
async () => {
    document.querySelector("button[name=zoom_in]").click();
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    document.querySelector("button[name=zoom_out]").click();
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
}
"""


def spread(env, positions):
    """Put positions all over the country."""
    env.flush_all()
    env.cr.execute(
        "UPDATE aig_position SET latitude = 9 + (id * 7919 %% 1300) / 100.0,"
        " longitude = 105 + (id * 104729 %% 400) / 100.0 WHERE id = ANY(%s)",
        (positions.ids,),
    )
    env.cr.execute("ANALYZE aig_position")
    env.invalidate_all()


@row("positions: map of 5,000 points, the call", size=100_000)
def call(case):
    """The product's answer for all points, against SQL by hand.

    Measured: 0.8 to 1.4 times. Above the SQL it has the user's rules, the parts of
    places, the state of each point, and counts those without coordinates.
    """
    env = case.env
    positions = make_positions(env)
    spread(env, positions)
    make_bookings(case, positions)
    first, last = QUARTER
    by_hand = SQL(BY_HAND, first=first, last=last)
    counted = {
        key: free for key, *_spot, free, _held, _used in env.execute_query(by_hand)
    }
    for key, *_spot, state in env["aig.position"].get_map([], first, last)["points"]:
        if (state in ("free", "partly")) != (counted[key] > 0):
            raise AssertionError("The product and the query by hand do not agree.")
    yield from case.measure_in_turn(
        {
            "product": lambda: env["aig.position"].get_map([], first, last),
            "by hand": lambda: env.execute_query(by_hand),
        }
    )
    yield case.ratio("product", "by hand", limit=2)


@row("positions: map of 5,000 points, on a phone", POSITIONS, odoo=False, repeats=15)
def drawn(case):
    """Opening the map, against opening core's kanban (80 cards) of the same records."""
    with own_database(case, "map") as env:
        spread(env, make_positions(env))
        env.cr.commit()
        database = f"{os.environ['AIG_BENCH_DATABASE']}_map"
        user = ("giamdoc", "aig-demo")
        with page_of(database, *user, "/odoo/aig-positions", **PHONE) as page:
            page.wait_for_selector(".o_kanban_record")
            views = {
                "map": ["aig_map", ".o_aig_map_mark"],
                "core's kanban": ["kanban", ".o_kanban_record"],
            }
            for target in views.values():  # its program is loaded once
                page.evaluate(SWITCH, target)
            yield from case.measure_in_turn(
                {
                    label: lambda target=target: page.evaluate(SWITCH, target)
                    for label, target in views.items()
                }
            )
            page.evaluate(SWITCH, views["map"])
            yield case.measure("two steps of zoom", lambda: page.evaluate(ZOOM))
            yield case.ratio("map", "core's kanban", limit=1.0)
