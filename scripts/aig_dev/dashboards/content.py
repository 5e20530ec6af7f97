"""The content department's page: targets by channel and person, and the pace."""

from __future__ import annotations

from . import facts
from .parts import COUNT, PERCENT, Chart, Dashboard, Listing, Measure, Number, Table

due = Measure(facts.allocation, "due")
done = Measure(facts.allocation, "done")
PACE = (
    ("Due", "due", COUNT),
    ("Done", "done", COUNT),
    ("% done", "pace", PERCENT),
)
BY_WEEK = ("date:week",)

ALL = (
    Dashboard(
        name="content",
        addon=facts.CONTENT,
        people="Author",
        numbers=(
            Number("Posts due", due),
            Number("Posts done", done),
            Number("Target reached", done, per=due),
            Number("Posts left", Measure(facts.allocation, "left"), good="down"),
            Number("Posts late", Measure(facts.post, "late_count"), good="down"),
        ),
        blocks=(
            Table("By person", facts.allocation, ("user_id",), "Person", PACE, rows=6),
            Table(
                "By channel", facts.allocation, ("channel_id",), "Channel", PACE, rows=6
            ),
            Chart("Due by week", facts.allocation, "due", BY_WEEK, order=""),
            Chart("Done by week", facts.allocation, "done", BY_WEEK, order=""),
            Chart("Published by topic", facts.post, "published_count", ("topic_id",)),
            Chart("Published by form", facts.post, "published_count", ("post_type",)),
            Listing(
                "Late posts",
                facts.late_post,
                (("Post", "name"), ("Deadline", "deadline"), ("Author", "user_id")),
                order="deadline",
            ),
            Chart("Left by channel", facts.allocation, "left", ("channel_id",)),
        ),
    ),
)
