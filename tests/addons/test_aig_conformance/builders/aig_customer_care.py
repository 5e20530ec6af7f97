from datetime import timedelta

from .registry import Builder, Catalogue, Linked, Wizard


class CarePurpose(Catalogue, model="aig.care.purpose"):
    """Why a customer was contacted."""

    def vals(self, case, place):
        return {"name": f"Purpose {case.number()}"}

    def change(self, case, place):
        return {"sequence": case.number()}


class CareLog(Builder, model="aig.care.log"):
    """A call that its owner made to a customer of the place."""

    def vals(self, case, place):
        return {
            "partner_id": case.customer(place.territory).id,
            "user_id": place.owner.id,
            "care_type": "call",
            "note": f"Result {case.number()}",
        }

    def change(self, case, place):
        return {"note": f"Changed {case.number()}"}


class CareLogReverse(Wizard, model="aig.care.log.reverse"):
    """The question why a row is wrong."""

    def vals(self, case, place):
        log = case.record("aig.care.log", place)
        return {"log_id": log.id, "reason": f"Reason {case.number()}"}

    def change(self, case, place):
        return {"reason": f"Reason {case.number()}"}


class CareBatch(Builder, model="aig.care.batch"):
    """A sending that its owner prepared."""

    def vals(self, case, place):
        return {
            "res_model": "res.partner",
            "user_id": place.owner.id,
            **self.change(case, place),
        }

    def change(self, case, place):
        return {"name": f"Sending {case.number()}"}


class CareBatchLine(Linked, model="aig.care.batch.line"):
    """A customer of a sending."""

    def vals(self, case, place):
        return {
            "batch_id": case.record("aig.care.batch", place).id,
            "partner_id": case.customer(place.territory).id,
            "res_id": case.number("document"),
        }

    def change(self, case, place):
        return {"recipients": f"Person {case.number()}"}

    def owner(self, record):
        return record.user_id


class CareEvidence(Linked, model="aig.care.evidence"):
    """A link that somebody followed."""

    def vals(self, case, place):
        return {
            "log_id": case.record("aig.care.log", place).id,
            "kind": "clicked",
            "date": "2026-11-20 03:00:00",
            "url": f"https://aig.example.com/{case.number()}",
        }

    def change(self, case, place):
        return {"url": f"https://aig.example.com/{case.number()}"}


class CareFeedback(Linked, model="aig.care.feedback"):
    """What the customer thinks of a call."""

    def owner(self, record):
        return record.log_id.user_id

    def vals(self, case, place):
        return {
            "log_id": case.record("aig.care.log", place).id,
            "user_id": place.owner.id,
            "next_step": f"Step {case.number()}",
            "next_date": "2026-12-01",
        }

    def change(self, case, place):
        return {"words": f"Words {case.number()}"}


class CareContact(Wizard, model="aig.care.contact"):
    """The question what came of a call to a customer of the place."""

    def vals(self, case, place):
        return {"partner_id": case.customer(place.territory).id}

    def change(self, case, place):
        return {"note": f"Result {case.number()}"}


class CareContactPlan(Builder, model="aig.care.contact.plan"):
    """A week of its own."""

    def vals(self, case, place):
        return {"user_id": place.owner.id, **self.change(case, place)}

    def change(self, case, place):
        monday = case.date(0) - timedelta(days=case.date(0).weekday())
        weeks = case.number("contact week")
        return {"week_start": str(monday + timedelta(weeks=weeks))}

    def assert_changed(self, case, record, change):
        case.assertEqual(str(record.week_start), change["week_start"])


class CareContactPlanLine(Builder, model="aig.care.contact.plan.line"):
    """A call to a customer of the place in a plan of the place."""

    def vals(self, case, place):
        plan = case.record("aig.care.contact.plan", place)
        return {
            "plan_id": plan.id,
            "partner_id": case.customer(place.territory).id,
            "day": str(plan.week_start),
        }

    def change(self, case, place):
        return {"care_type": "visit"}


class CareContactReport(Builder, model="aig.care.contact.report"):
    """What the report says of a call to a customer of the place."""

    def vals(self, case, place):
        return {"planned": 1}

    def change(self, case, place):
        return {"planned": case.number()}

    def build(self, case, place):
        log = case.record("aig.care.log", place)
        case.env.flush_all()
        # superuser: the tests need records in places their user cannot reach
        return case.env[self.model].sudo().search([("log_id", "=", log.id)])


class CareMonth(Builder):
    """What stands there for a month of calls to a customer of the place."""

    #: the model's field with the month
    month = "care_month"

    def vals(self, case, place):
        return {"number": 1}

    def change(self, case, place):
        return {"number": case.number()}

    def build(self, case, place):
        log = case.record("aig.care.log", place)
        case.env.flush_all()
        wanted = [
            ("user_id", "=", log.user_id.id),
            ("territory_id", "=", log.territory_id.id),
            (self.month, "=", log.care_month),
        ]
        # superuser: the tests need records in places their user cannot reach
        return case.env[self.model].sudo().search(wanted, limit=1)


class CareCount(CareMonth, model="aig.care.count"):
    """What the counter says."""


class CareCountReport(CareMonth, model="aig.care.count.report"):
    """What the report says."""


class CareCap(Catalogue, model="aig.care.cap"):
    """How often a customer may be contacted."""

    def vals(self, case, place):
        return {"maximum": case.number()}

    def change(self, case, place):
        return {"maximum": case.number()}


class CareQuietDay(Builder, model="aig.care.quiet.day"):
    """A day on which a customer of the place is left in peace."""

    owner_field = None

    def vals(self, case, place):
        return {
            "name": f"Day {case.number()}",
            "date_from": "2026-12-24",
            "date_to": "2026-12-25",
            "partner_id": case.customer(place.territory).id,
        }

    def change(self, case, place):
        return {"name": f"Day {case.number()}"}


class CareTurn(Catalogue, model="aig.care.turn"):
    """Whose turn it is to send."""

    def vals(self, case, place):
        partner = case.env["res.partner"].create({"name": f"Turn {case.number()}"})
        return {"partner_id": partner.id}

    def change(self, case, place):
        return {"number": case.number()}


class CareDeparture(Catalogue, model="aig.care.departure"):
    """A mail at the mail server."""

    def vals(self, case, place):
        return {
            "mail_id": case.number(),
            "recipients": "a@customer.example.com",
            "since": "2026-11-20 03:00:00",
        }

    def change(self, case, place):
        return {"recipients": f"a{case.number()}@customer.example.com"}
