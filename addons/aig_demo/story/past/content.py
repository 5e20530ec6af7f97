"""What the content department was asked for in past quarters, and published."""

from datetime import timedelta

from odoo.addons.aig_base.tools.period import quarter_of

from ...tools.chance import choose
from ..content import COLLEAGUE, HEAD, OFFICER, assign

#: Whose target of each past quarter, the channel, the form, how many posts.
TARGETS = (
    (OFFICER, "emagazine", "article", 8),
    (OFFICER, "share", "share", 5),
    (COLLEAGUE, "twoctv", "video", 6),
)
#: What a post is called, and its topic.
TITLES = (
    ("Chọn vị trí billboard theo hành trình khách hàng", "application"),
    ("Màn hình LED: nội dung 15 giây cần gì", "product"),
    ("Đo lường quảng cáo ngoài trời", "launch"),
    ("Ba bài học từ một chiến dịch", "brand"),
    ("Ánh sáng, màu sắc và khoảng cách nhìn", "application"),
    ("Nhà chờ xe buýt: mười giây chú ý", "product"),
    ("Quảng cáo ngoài trời và mạng xã hội", "policy"),
)
LINK = "https://4e.aig.example.com/luu"


def publish(env, staff, first, today):
    """Posts and met targets of the quarters that are over.

    :param date first: the first day of the story
    """
    quarter = quarter_of(first)
    if quarter.first_day < first:
        quarter = quarter.next()
    while quarter.last_day < today:
        for login, channel, form, count in TARGETS:
            _publish(env, staff[login], quarter, channel, form, count)
        asked = [(login, channel, count) for login, channel, _form, count in TARGETS]
        assign(env, staff[HEAD], staff, quarter, asked)
        quarter = quarter.next()


def _publish(env, author, quarter, channel, form, count):
    """So many posts of a channel, evenly over the quarter."""
    step = (quarter.last_day - quarter.first_day).days // count
    days = [quarter.first_day + timedelta(step * number + 2) for number in range(count)]
    place = env.ref(f"aig_4e_content.aig_content_channel_{channel}")
    told = [choose(TITLES, channel, day) for day in days]
    posts = (
        env["aig.content.post"]
        .with_user(author)
        .create(
            [
                {
                    "name": f"{title} ({day:%m/%Y})",
                    "channel_id": place.id,
                    "post_type": form,
                    "topic_id": env.ref(f"aig_4e_content.aig_content_topic_{topic}").id,
                    "week_planned": day,
                    "url": f"{LINK}/{channel}/{day:%Y-%m-%d}",
                }
                for day, (title, topic) in zip(days, told, strict=True)
            ]
        )
    )
    for post, day in zip(posts, days, strict=True):
        post._decide({"state": "published", "date_published": day})
