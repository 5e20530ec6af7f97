from datetime import date, timedelta

from .registry import Builder, Catalogue

#: A Monday long past; targets of the tests are of years after it.
MONDAY = date(1990, 1, 1)


def channel(case):
    """A new channel of posts."""
    # superuser: what the record hangs on, whoever may not make it
    env = case.env(su=True)
    return env["aig.content.channel"].create({"name": f"Channel {case.number()}"})


class OfPerson(Builder):
    """A record of a content officer; for others it is moved below the ORM."""

    territory_field = None

    def force(self, case, record, wanted):
        """A target is for content officers alone: nobody types another person."""
        record.flush_recordset()
        case.env.cr.execute(
            f'UPDATE "{record._table}" SET user_id = %s WHERE id = %s',
            (wanted["user_id"], record.id),
        )
        record.invalidate_recordset()


class ContentTarget(OfPerson, model="aig.content.target"):
    """A target of a quarter long past.

    Only content officers get one: for a place of anybody else it is typed for one of
    them, and the owner is whom it was asked for.
    """

    asked = None

    def owner(self, record):
        return self.asked

    def vals(self, case, place):
        self.asked = place.owner
        return {
            "user_id": case.user_content.id,
            "channel_id": channel(case).id,
            "year": 2001,
            "quarter": "1",
            "quantity": case.number(),
        }

    def change(self, case, place):
        return {"quantity": 100 + case.number()}


class ContentAllocation(OfPerson, model="aig.content.allocation"):
    """A week outside the quarter, which the robot would not have made."""

    def vals(self, case, place):
        week = MONDAY + timedelta(7 * case.number("week"))
        return {
            "target_id": case.record("aig.content.target", place).id,
            "week_start": week.isoformat(),
            "quantity": 1,
        }

    def change(self, case, place):
        return {"quantity": 2 + case.number()}


class ContentReminder(OfPerson, model="aig.content.reminder"):
    """The reminder of a week long past."""

    def vals(self, case, place):
        week = MONDAY + timedelta(7 * case.number("week"))
        return {
            "user_id": case.user_content.id,
            "company_id": case.company.id,
            "week_start": week.isoformat(),
        }

    def change(self, case, place):
        return {"missed": case.number()}


class ContentGoal(Catalogue, model="aig.content.goal"):
    """The goal of a quarter long past."""

    def vals(self, case, place):
        return {
            "channel_id": channel(case).id,
            "year": 2001,
            "quarter": "1",
            "quantity": case.number(),
        }

    def change(self, case, place):
        return {"quantity": 100 + case.number()}
