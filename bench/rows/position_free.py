"""What is free in a quarter, among thousands of positions."""

from datetime import date, timedelta

from odoo.tools import SQL

from ..harness import row

POSITIONS = 5_000
BEGIN = date(2026, 1, 1)
QUARTER = (date(2027, 1, 1), date(2027, 3, 31))

#: What a good engineer writes who knows the tables and has no parts of places: one
#: pass over the stays, in which who comes and who goes is summed by day.
BY_HAND = """
WITH inside AS MATERIALIZED (
    SELECT site_id, GREATEST(date_from, %(first)s) AS date_from, date_to
    FROM aig_position_stay WHERE date_from <= %(last)s AND date_to >= %(first)s
), days AS (
    SELECT site_id, SUM(step) OVER (PARTITION BY site_id ORDER BY day, step) AS taken
    FROM (
        SELECT site_id, date_from AS day, 1 AS step FROM inside
        UNION ALL
        SELECT site_id, date_to + 1, -1 FROM inside
    ) steps
)
SELECT site.id, site.slot_count - COALESCE(MAX(days.taken), 0)
FROM aig_position site LEFT JOIN days ON days.site_id = site.id
GROUP BY site.id
"""


def make_positions(env):
    """Billboards, and one screen of six slots in ten."""
    kind = env.ref("aig_position.aig_position_kind_billboard")
    return env["aig.position"].create(
        [
            {
                "name": f"Bench {number}",
                "code": f"BENCH-{number}",
                "kind_id": kind.id,
                "slot_count": 1 if number % 10 else 6,
            }
            for number in range(POSITIONS)
        ]
    )


def make_bookings(case, positions):
    """Bookings one after the other in each slot, with a pause now and then."""
    env = case.env
    partner = env["res.partner"].create({"name": "Bench"})
    slots = [
        (site, slot) for site in positions for slot in range(1, site.slot_count + 1)
    ]
    each = -(-case.size // len(slots))
    rows, random = [], case.random
    for site, slot in slots:
        day = BEGIN
        for _number in range(each):
            day += timedelta(random.choice((0, 0, 3, 20)))
            last = day + timedelta(random.randint(6, 60))
            rows.append((site.id, slot, day, last))
            day = last + timedelta(1)
    rows = rows[: case.size]
    env.cr.execute(
        """
        WITH given AS (
            SELECT row_number() OVER () AS number, *
            FROM unnest(%s::int[], %s::int[], %s::date[], %s::date[])
                AS g(site_id, slot, date_from, date_to)
        ), booked AS (
            INSERT INTO aig_position_booking (
                name, position_id, partner_id, user_id, company_id, booking_type,
                date_from, date_to, slots, state)
            SELECT 'B' || number, site_id, %s, %s, %s, 'paid', date_from, date_to, 1,
                'booked'
            FROM given RETURNING id, name
        )
        INSERT INTO aig_position_stay (booking_id, site_id, slot, date_from, date_to)
        SELECT booked.id, site_id, slot, date_from, date_to
        FROM given JOIN booked ON booked.name = 'B' || number
        """,
        (*map(list, zip(*rows, strict=True)), partner.id, env.uid, env.company.id),
    )
    env.cr.execute("ANALYZE aig_position_booking")
    env.cr.execute("ANALYZE aig_position_stay")
    env.cr.execute("ANALYZE aig_position")


@row("positions: free in a quarter, of 100,000 bookings", size=100_000)
def free(case):
    """The product's answer for all positions, against SQL by hand.

    Measured: 2.1 to 2.2 times. Above the SQL it finds which positions have parts, says
    which sites it wants, and makes 5,000 records of the answer.
    """
    env = case.env
    positions = make_positions(env)
    make_bookings(case, positions)
    first, last = QUARTER
    by_hand = SQL(BY_HAND, first=first, last=last)
    counted = dict(env.execute_query(by_hand))
    found = positions._get_free_slots(first, last)
    if any(found[position.id] != counted[position.id] for position in positions):
        raise AssertionError("The product and the query by hand do not agree.")
    yield from case.measure_in_turn(
        {
            "product": lambda: positions._get_free_slots(first, last),
            "by hand": lambda: env.execute_query(by_hand),
        }
    )
    yield case.ratio("product", "by hand", limit=3)
