from .registry import Builder, Catalogue, Wizard


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
