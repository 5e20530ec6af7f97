from datetime import timedelta

from odoo import fields

from odoo.addons.aig_territory.tests.common import AigTerritoryCase


class MyDayReader:
    """Reads the page of a user, and presses its buttons."""

    def get_day(self, user=None):
        """The page of a user, as the user."""
        self.env.flush_all()
        return self.env["aig.my.day"].with_user(user or self.user_sales_north).get_day()

    def get_rows(self, key, user=None):
        """Rows of one list; none where it is not shown."""
        sections = {one["key"]: one for one in self.get_day(user)["sections"]}
        return sections[key]["rows"] if key in sections else []

    def get_titles(self, key, user=None):
        return [row["title"] for row in self.get_rows(key, user)]

    def get_figures(self, key, user=None):
        [section] = [one for one in self.get_day(user)["sections"] if one["key"] == key]
        return section["figures"]

    def press(self, row, number=0, user=None):
        """Press a button of a row; return the action that it answers."""
        button = row["buttons"][number]
        record = self.env[button["model"]].browse(button["id"])
        record = record.with_user(user or self.user_sales_north)
        record = record.with_context(**button["context"])
        return getattr(record, button["method"])()


class AigMyDayCase(MyDayReader, AigTerritoryCase):
    """The northern salesperson has the north customer, who has a telephone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer_north.write(
            {"user_id": cls.user_sales_north.id, "phone": "024 3936 1111"}
        )
        cls.customer_south.user_id = cls.user_sales_south
        cls.today = cls.company._aig_today()

    @classmethod
    def remind(cls, record, user=None, days=0, kind="call", summary="Call them"):
        """Something to do for a user, ``days`` from today."""
        return record.activity_schedule(
            f"mail.mail_activity_data_{kind}",
            date_deadline=cls.today + timedelta(days),
            summary=summary,
            user_id=(user or cls.user_sales_north).id,
        )

    @classmethod
    def log(cls, partner, user=None, days=0, care_type="call", **vals):
        """A contact, ``days`` from now, as the system may log it."""
        moment = fields.Datetime.now() + timedelta(days)
        return cls.env["aig.care.log"].create(
            {
                "partner_id": partner.id,
                "user_id": (user or cls.user_sales_north).id,
                "care_type": care_type,
                "date": moment,
                **vals,
            }
        )
