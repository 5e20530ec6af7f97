from datetime import date

from .registry import Builder, Catalogue, Wizard

MILLION = 1_000_000
#: One red point, as PNG in base64.
PICTURE = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAA"
    "AElFTkSuQmCC"
)


class PositionKind(Catalogue, model="aig.position.kind"):
    """A kind of its own."""

    def vals(self, case, place):
        return {"name": f"Kind {case.number()}"}

    def change(self, case, place):
        return {"sequence": case.number()}


class PositionRestriction(Catalogue, model="aig.position.restriction"):
    """A reason of its own."""

    def vals(self, case, place):
        return {"name": f"Reason {case.number()}"}

    def change(self, case, place):
        return {"name": f"Better reason {case.number()}"}


class Position(Catalogue, model="aig.position"):
    """A billboard with a code of its own."""

    def vals(self, case, place):
        return {
            "name": f"Position {case.number()}",
            "code": f"C-{case.number('code')}",
            "kind_id": case.env.ref("aig_position.aig_position_kind_billboard").id,
        }

    def change(self, case, place):
        return {"address": f"{case.number()} Main Street"}


class PositionRate(Catalogue, model="aig.position.rate"):
    """The rate of a new position."""

    def vals(self, case, place):
        return {
            "position_id": case.record("aig.position", place).id,
            "date_from": "2026-01-01",
            "daily_rate": MILLION,
        }

    def change(self, case, place):
        return {"daily_rate": case.number() * MILLION}


class PositionBooking(Builder, model="aig.position.booking"):
    """A draft for a customer of the place."""

    def vals(self, case, place):
        return {
            "position_id": case.record("aig.position", place).id,
            "partner_id": case.customer(place.territory).id,
            "user_id": place.owner.id,
            "date_from": "2026-12-01",
            "date_to": "2026-12-31",
        }

    def change(self, case, place):
        return {"note": f"Note {case.number()}"}


class PositionStay(Catalogue, model="aig.position.stay"):
    """A day of a draft's position."""

    def vals(self, case, place):
        booking = case.record("aig.position.booking", place)
        return {
            "booking_id": booking.id,
            "site_id": booking.position_id.id,
            "slot": 1,
            "date_from": "2026-12-01",
            "date_to": "2026-12-01",
        }

    def change(self, case, place):
        return {"slot": case.number()}


class PositionFind(Wizard, model="aig.position.find"):
    """A question for one slot."""

    def vals(self, case, place):
        return {"slots": 1}

    def change(self, case, place):
        return {"highest_rate": case.number()}


class PositionPhoto(Catalogue, model="aig.position.photo"):
    """A photo of a new position."""

    def vals(self, case, place):
        return {
            "position_id": case.record("aig.position", place).id,
            "image_1920": PICTURE,
        }

    def change(self, case, place):
        return {"name": f"Caption {case.number()}"}


class PositionDocument(Catalogue, model="aig.position.document"):
    """A paper about a new position."""

    def vals(self, case, place):
        return {
            "position_id": case.record("aig.position", place).id,
            "name": f"Paper {case.number()}",
            "file": PICTURE,
        }

    def change(self, case, place):
        return {"name": f"Better paper {case.number()}"}


class PositionShare(Wizard, model="aig.position.share"):
    """A new position for the next days."""

    def vals(self, case, place):
        return {"position_ids": case.record("aig.position", place).ids}

    def change(self, case, place):
        return {"with_rate": False}


class PositionOffer(Builder, model="aig.position.offer"):
    """An empty choice for a customer of the place."""

    def vals(self, case, place):
        return {
            "partner_id": case.customer(place.territory).id,
            "user_id": place.owner.id,
        }

    def change(self, case, place):
        return {"date_to": str(date(2099, 1, 1 + case.number() % 28))}

    def assert_changed(self, case, record, change):
        case.assertEqual(str(record.date_to), change["date_to"])


class PositionOfferLine(Builder, model="aig.position.offer.line"):
    """One position of it."""

    def vals(self, case, place):
        return {
            "offer_id": case.record("aig.position.offer", place).id,
            "position_id": case.record("aig.position", place).id,
        }

    def change(self, case, place):
        return {"sequence": case.number()}


class PositionUsage(Catalogue, model="aig.position.usage"):
    """This month of a new position."""

    def vals(self, case, place):
        return {"paid_days": 1}

    def change(self, case, place):
        return {"paid_days": case.number()}

    def build(self, case, place):
        position = case.record("aig.position", place)
        case.env.flush_all()
        # superuser: the tests need records in places their user cannot reach
        usage = case.env[self.model].sudo()
        return usage.search([("position_id", "=", position.id)], limit=1)


class PositionImport(Wizard, model="aig.position.import"):
    """A file."""

    def vals(self, case, place):
        return {"data": "Y29kZQ==", "file_name": "places.csv"}

    def change(self, case, place):
        return {"file_name": f"{case.number()}.csv"}


class PositionWait(Builder, model="aig.position.wait"):
    """A customer of the place in line for a position."""

    def vals(self, case, place):
        return {
            "partner_id": case.customer(place.territory).id,
            "user_id": place.owner.id,
            "position_id": case.record("aig.position", place).id,
            "date_from": "2026-12-01",
            "date_to": "2026-12-31",
        }

    def change(self, case, place):
        return {"note": f"Note {case.number()}"}


class PositionBlock(Wizard, model="aig.position.block"):
    """A question for some days."""

    def vals(self, case, place):
        return {
            "position_id": case.record("aig.position", place).id,
            "date_from": "2026-12-01",
            "date_to": "2026-12-31",
        }

    def change(self, case, place):
        return {"slots": case.number()}


class PositionBlockLine(Wizard, model="aig.position.block.line"):
    """A reason in an answer."""

    def vals(self, case, place):
        return {
            "block_id": case.record("aig.position.block", place).id,
            "reason": "taken",
        }

    def change(self, case, place):
        return {"words": f"Word {case.number()}"}
