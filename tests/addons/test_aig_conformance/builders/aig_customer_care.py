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
