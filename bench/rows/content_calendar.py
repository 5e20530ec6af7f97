"""The calendar of 10,000 posts: a month of it, and the first page of the board."""

from datetime import date

from bench.data import copy_rows
from bench.harness import row

#: Posts lie in so many weeks, from this Monday on.
WEEKS = 104
FIRST = date(2030, 1, 7)
#: What the calendar asks for, and the board.
CALENDAR = {
    "week_planned": {},
    "display_name": {},
    "state": {},
    "deadline": {},
    "user_id": {"fields": {"display_name": {}}},
    "channel_id": {"fields": {"display_name": {}}},
}
MONTH = [("week_planned", ">=", "2030-02-25"), ("week_planned", "<=", "2030-04-07")]


def make_posts(env, count):
    """Posts of one author in all channels, over two years of weeks."""
    officer = env["res.users"].create(
        {
            "name": "Bench",
            "login": "bench.content",
            "group_ids": [(4, env.ref("aig_base.group_content_user").id)],
        }
    )
    channels = env["aig.content.channel"].search([("active", "=", True)])
    sample = env["aig.content.post"].create(
        {
            "name": "Bench",
            "channel_id": channels[0].id,
            "user_id": officer.id,
            "week_planned": FIRST,
        }
    )
    env.flush_all()
    copy_rows(
        env,
        sample,
        "generate_series(2, %s) number",
        (count,),
        name="'Bench ' || number",
        channel_id=f"(ARRAY{channels.ids})[1 + number %% {len(channels)}]",
        week_planned=f"DATE '{FIRST}' + 7 * (number %% {WEEKS})",
        state="(ARRAY['idea', 'draft', 'review', 'approved'])[1 + number %% 4]",
    )
    env.cr.execute("ANALYZE aig_content_post")
    return officer


@row("calendar and board of posts", size=10_000)
def content_calendar(case):
    env = case.env
    posts = env["aig.content.post"].with_user(make_posts(env, case.size))

    def month():
        posts.env.invalidate_all()
        return len(posts.web_search_read(MONTH, CALENDAR, limit=None)["records"])

    def month_by_sql():
        env.cr.execute(
            "SELECT post.id, post.name, post.week_planned, post.state, post.deadline,"
            "       author.id, partner.name, channel.id, channel.name"
            "  FROM aig_content_post post"
            "  JOIN res_users author ON author.id = post.user_id"
            "  JOIN res_partner partner ON partner.id = author.partner_id"
            "  JOIN aig_content_channel channel ON channel.id = post.channel_id"
            " WHERE post.active AND post.week_planned BETWEEN %s AND %s"
            " ORDER BY post.week_planned DESC, post.deadline, post.id DESC",
            (MONTH[0][2], MONTH[1][2]),
        )
        return len(env.cr.dictfetchall())

    def board():
        posts.env.invalidate_all()
        groups = posts.web_read_group(
            [], ["state"], ["__count"], auto_unfold=True, unfold_read_specification={}
        )
        return sum(group["__count"] for group in groups["groups"])

    def board_by_sql():
        env.cr.execute(
            "SELECT state, count(*) FROM aig_content_post WHERE active GROUP BY state"
        )
        return sum(count for _state, count in env.cr.fetchall())

    assert month() == month_by_sql()
    assert board() == board_by_sql()
    yield from case.measure_in_turn(
        {
            "month": month,
            "month, plain SQL": month_by_sql,
            "board": board,
            "board, plain SQL": board_by_sql,
        }
    )
    yield case.ratio("month", "month, plain SQL", limit=10)
    yield case.ratio("board", "board, plain SQL", limit=10)
