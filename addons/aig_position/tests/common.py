from freezegun import freeze_time

from odoo.fields import Command

from odoo.addons.aig_territory.tests.common import AigTerritoryCase

MILLION = 1_000_000
#: A Tuesday morning in Vietnam.
TODAY = "2026-12-01 02:00:00"


class AigPositionCase(AigTerritoryCase):
    """A billboard, an LED screen of three slots, and a tower of two faces.

    All cost 1 million VND a day in 2026 and 2 million from 2027 on. Today is Tuesday,
    1 December 2026; there are no public holidays.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time(TODAY))
        cls.env["aig.care.quiet.day"].search([]).unlink()
        cls.kind = cls.env["aig.position.kind"].create({"name": "Test billboard"})
        cls.billboard = cls._new_position("Billboard", "T-1")
        cls.screen = cls._new_position("Screen", "T-2", slot_count=3)
        cls.tower = cls._new_position("Tower", "T-3")
        cls.face_east = cls._new_position("East", "T-3E", parent_id=cls.tower.id)
        cls.face_west = cls._new_position("West", "T-3W", parent_id=cls.tower.id)

    @classmethod
    def _new_position(cls, name, code, **values):
        return cls.env["aig.position"].create(
            {
                "name": name,
                "code": code,
                "kind_id": cls.kind.id,
                "rate_ids": [
                    Command.create({"date_from": "2026-01-01", "daily_rate": MILLION}),
                    Command.create(
                        {"date_from": "2027-01-01", "daily_rate": 2 * MILLION}
                    ),
                ],
                **values,
            }
        )

    @classmethod
    def _new_booking(cls, position=None, first=10, last=19, user=None, **values):
        """A draft for days of December 2026, as the northern salesperson makes it."""
        user = user or cls.user_sales_north
        south = user == cls.user_sales_south
        return (
            cls.env["aig.position.booking"]
            .with_user(user)
            .create(
                {
                    "position_id": (position or cls.billboard).id,
                    "partner_id": (
                        cls.customer_south if south else cls.customer_north
                    ).id,
                    "date_from": f"2026-12-{first:02}",
                    "date_to": f"2026-12-{last:02}",
                    **values,
                }
            )
        )
