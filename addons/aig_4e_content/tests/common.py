from freezegun import freeze_time

from odoo.addons.aig_territory.tests.common import AigTerritoryCase

#: A Wednesday morning in Vietnam, in the second ISO week of the quarter.
TODAY = "2026-10-07 02:00:00"


class AigContentCase(AigTerritoryCase):
    """A channel without approval and a post of ``user_content`` in it.

    Today is Wednesday, 7 October 2026, in the second week of the fourth quarter; there
    are no public holidays.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time(TODAY))
        cls.env["aig.care.quiet.day"].search([]).unlink()
        cls.channel = cls.env["aig.content.channel"].create(
            {"name": "Test channel", "approval_mode": "none"}
        )
        cls.topic = cls.env.ref("aig_4e_content.aig_content_topic_product")
        cls.post = cls.make_post()

    @classmethod
    def make_post(cls, user=None, **values):
        """A post as its author makes it, an idea for this week."""
        return (
            cls.env["aig.content.post"]
            .with_user(user or cls.user_content)
            .create(
                {
                    "name": "Màn hình mới ở Hà Nội",
                    "channel_id": cls.channel.id,
                    "topic_id": cls.topic.id,
                    "week_planned": "2026-10-05",
                    **values,
                }
            )
        )
