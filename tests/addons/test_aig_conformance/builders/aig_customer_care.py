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


class CareCap(Catalogue, model="aig.care.cap"):
    """How often a customer may be contacted."""

    def vals(self, case, place):
        return {"maximum": case.number()}

    def change(self, case, place):
        return {"maximum": case.number()}


class CareQuietDay(Builder, model="aig.care.quiet.day"):
    """A day on which a customer of the place is left in peace."""

    def vals(self, case, place):
        return {
            "name": f"Day {case.number()}",
            "date_from": "2026-12-24",
            "date_to": "2026-12-25",
            "partner_id": case.customer(place.territory).id,
        }

    def change(self, case, place):
        return {"name": f"Day {case.number()}"}


class CareTurn(Builder, model="aig.care.turn"):
    """Whose turn it is to send."""

    def vals(self, case, place):
        partner = case.env["res.partner"].create({"name": f"Turn {case.number()}"})
        return {"partner_id": partner.id}

    def change(self, case, place):
        return {"number": case.number()}
