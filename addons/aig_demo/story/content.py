"""What the content department makes, and what customers get of it."""

from datetime import timedelta

from odoo import fields

from odoo.addons.aig_4e_content.tools.weeks import Row, plan, weeks_between
from odoo.addons.aig_base.tools.period import quarter_of

from . import drawing, mails, read

OFFICER, COLLEAGUE, HEAD = "noidung", "noidung.video", "truongphong.noidung"
#: Whose target of the quarter, the channel, how many posts.
TARGETS = (
    (OFFICER, "emagazine", 12),
    (OFFICER, "exdooh", 8),
    (OFFICER, "share", 13),
    (COLLEAGUE, "twoctv", 10),
    (COLLEAGUE, "wifi", 6),
)
#: What the company wants of a channel: more than is assigned of the first.
GOALS = (("emagazine", 20), ("exdooh", 8), ("share", 13), ("twoctv", 10))
#: Title, channel, form, topic, state, weeks from this one, what customers read of it.
POSTS = (
    (
        "5 mẫu billboard giúp thương hiệu sữa được nhớ lâu",
        "emagazine",
        "article",
        "brand",
        "published",
        -6,
        "Năm chiến dịch ngoài trời của ngành sữa và điều làm nên khác biệt.",
    ),
    (
        "Màn hình LED ngã tư Sở: số liệu lượt nhìn quý này",
        "exdooh",
        "newsletter",
        "application",
        "published",
        -3,
        "Lượt nhìn theo giờ, đối tượng và gợi ý khung giờ cho nhãn hàng.",
    ),
    (
        "Chính sách tặng thời gian cho hợp đồng ký trước Tết",
        "share",
        "share",
        "policy",
        "published",
        -1,
        "Ký sớm được cộng thêm tuần phát sóng: cách tính và ví dụ.",
    ),
    (
        "Phim ngắn: một ngày của bảng quảng cáo trên cao tốc",
        "twoctv",
        "video",
        "brand",
        "published",
        0,
        "Ba phút theo chân đội thi công và vận hành.",
    ),
    (
        "Ra mắt hệ thống đo lường DOOH mới",
        "adtech",
        "article",
        "launch",
        "review",
        1,
        "",
    ),
    (
        "Ứng dụng tra cứu vị trí trống trên điện thoại",
        "landipage",
        "article",
        "product",
        "draft",
        2,
        "",
    ),
    (
        "Wifi Marketing tại quán cà phê: bài học từ Phố Xưa",
        "wifi",
        "article",
        "application",
        "idea",
        3,
        "",
    ),
)
#: Whose roadmap has which post (its place above), and how many weeks from this one.
PLANNED = (
    ("Công ty TNHH Nước giải khát Tây Hồ", 2, 0),
    ("Công ty TNHH Nước giải khát Tây Hồ", 4, 2),
    ("Công ty Cổ phần Du lịch Vịnh Xanh", 3, -1),
    ("Công ty TNHH Thời trang Lụa Việt", 2, 0),
    ("Công ty TNHH Thời trang Lụa Việt", 3, 1),
    ("Công ty Cổ phần Phân bón Đồng Tháp", 1, -2),
    ("Công ty Cổ phần Phân bón Đồng Tháp", 5, 4),
)
#: Who has which posts since so many days, and followed which of the links.
SENT = (
    ("Công ty TNHH Thời trang Lụa Việt", (0, 1), 20, (1,)),
    ("Công ty Cổ phần Phân bón Đồng Tháp", (1,), 6, ()),
)


def tell(env, staff, clients):
    """Posts in all states; some are planned for customers, some were sent."""
    posts = _write(env, staff)
    _assign(env, staff)
    customers = {facts["name"]: partner for partner, facts in clients}
    _plan(posts, customers, staff)
    _send(posts, customers)


def _write(env, staff):
    """The posts, as their author made them."""
    pictures = read("positions.json")
    today = env.company._aig_today()
    posts = []
    for number, facts in enumerate(POSTS):
        title, channel, form, topic, state, weeks, summary = facts
        day = today + timedelta(weeks=weeks)
        is_out = state == "published"
        post = (
            env["aig.content.post"]
            .with_user(staff[OFFICER])
            .create(
                {
                    "name": title,
                    "channel_id": env.ref(
                        f"aig_4e_content.aig_content_channel_{channel}"
                    ).id,
                    "post_type": form,
                    "topic_id": env.ref(f"aig_4e_content.aig_content_topic_{topic}").id,
                    "week_planned": day,
                    "summary": summary,
                    "image": drawing.photo(pictures[number % len(pictures)]),
                    "url": is_out and f"https://4e.aig.example.com/{number + 1}",
                }
            )
        )
        post._decide({"state": state, "date_published": is_out and min(day, today)})
        posts.append(post)
    return posts


def _assign(env, staff):
    """Targets of this quarter, given when it began: the department is behind."""
    firm = env.company
    firm.aig_content_manager_id = staff[HEAD]
    assign(env, staff[HEAD], staff, quarter_of(firm._aig_today()), TARGETS, GOALS)


def assign(env, head, staff, period, told, goals=()):
    """Targets of a quarter, given and planned on its first day.

    :param list told: of each target, login, channel, how many posts
    """
    quarter = {"year": period.year, "quarter": str(period.number)}

    def channel(name):
        return env.ref(f"aig_4e_content.aig_content_channel_{name}").id

    env["aig.content.goal"].with_user(head).create(
        [
            {**quarter, "channel_id": channel(name), "quantity": number}
            for name, number in goals
        ]
    )
    targets = (
        env["aig.content.target"]
        .with_user(head)
        ._plan_later()
        .create(
            [
                {
                    **quarter,
                    "user_id": staff[login].id,
                    "channel_id": channel(name),
                    "quantity": number,
                }
                for login, name, number in told
            ]
        )
    )
    _remember_weeks(targets)
    targets._plan_now()


def _remember_weeks(targets):
    """The weeks that are over, as the robot planned them on the first day."""
    this_monday = targets.company_id._aig_this_monday()
    groups = targets.grouped(lambda target: target._get_group_key())
    days = targets.sudo()._get_days_of_groups(groups)
    for key, group in groups.items():
        mondays = weeks_between(group[0].date_from, group[0].date_to)
        rows = [
            Row(target.quantity, target.channel_id.id, (0,) * len(mondays))
            for target in group
        ]
        for target, shares in zip(group, plan(rows, days[key], 0), strict=True):
            # sudo: weeks are the robot's
            target.sudo().allocation_ids.create(
                [
                    {
                        "target_id": target.id,
                        "week_start": monday,
                        "quantity": share.quantity,
                        "due": share.due,
                        "days": number,
                    }
                    for monday, share, number in zip(
                        mondays, shares, days[key], strict=True
                    )
                    if monday < this_monday
                ]
            )


def _plan(posts, customers, staff):
    """Roadmaps, as the department and the salespeople agreed on them."""
    today = posts[0].company_id._aig_today()
    for name, place, weeks in PLANNED:
        posts[place].env["aig.content.roadmap"].with_user(staff[OFFICER]).create(
            {
                "post_id": posts[place].id,
                "partner_id": customers[name].id,
                "week_planned": today + timedelta(weeks=weeks),
            }
        )


def _send(posts, customers):
    """What customers have already, from the rows of the plan."""
    for name, places, days, followed in SENT:
        customer = customers[name]
        lines = customer.env["aig.sales.plan.line"].with_user(customer.user_id)
        line = lines.search([("partner_id", "=", customer.id)], limit=1)
        mailing = line._get_mailings()[line.id]
        mailing._leave_to_people()
        mailing._add(
            mailing.env["aig.content.post"].browse([posts[p].id for p in places])
        )
        moment = fields.Datetime.now() - timedelta(days=days)
        log = mails.sent(mailing, moment, evidence="delivered")
        for place in followed:
            url = mailing.line_ids.filtered(
                lambda line, post=posts[place]: line.post_id == post
            ).url
            # sudo: signs are kept by the links' route
            log.sudo()._note_sign("clicked", customer.id, False, url)
