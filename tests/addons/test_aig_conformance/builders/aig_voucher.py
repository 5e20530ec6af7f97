from odoo.fields import Command

from .aig_sales_plan import MILLION
from .registry import Builder, Catalogue, Linked, Wizard


class VoucherGift(Catalogue, model="aig.voucher.gift"):
    """A gift of the catalogue."""

    def vals(self, case, place):
        return {"name": f"Gift {case.number()}", "unit_value": MILLION}

    def change(self, case, place):
        return {"unit_value": case.number() * MILLION}


class VoucherPolicy(Catalogue, model="aig.voucher.policy"):
    """A version of one day, long before the one in force."""

    def vals(self, case, place):
        return {
            "name": "Policy of one day",
            **dict.fromkeys(("date_from", "date_to"), case.date(case.number("day"))),
        }

    def change(self, case, place):
        return {"warn_gift_share": case.number() / 100}


class Voucher(Builder, model="aig.voucher"):
    """The voucher of a plan's row; it lies where the plan does."""

    def vals(self, case, place):
        return {"plan_line_id": case.record("aig.sales.plan.line", place).id}

    def change(self, case, place):
        return {"package_ids": [Command.create({"name": "Package"})]}

    def assert_changed(self, case, record, change):
        case.assertEqual(record.package_ids.mapped("name"), ["Package"])


class VoucherPackage(Builder, model="aig.voucher.package"):
    """An empty package."""

    def vals(self, case, place):
        voucher = case.record("aig.voucher", place)
        return {"voucher_id": voucher.id, "name": f"Package {case.number()}"}

    def change(self, case, place):
        return {"name": f"Renamed {case.number()}"}


class VoucherPackageLine(Builder, model="aig.voucher.package.line"):
    """One gift in a package."""

    def vals(self, case, place):
        return {
            "package_id": case.record("aig.voucher.package", place).id,
            "gift_id": case.record("aig.voucher.gift", place).id,
        }

    def change(self, case, place):
        return {"quantity": 1 + case.number() % 9}


class VoucherCause(Linked, model="aig.voucher.cause"):
    """Why points of a voucher of the place were promised."""

    def vals(self, case, place):
        return {
            "voucher_id": case.record("aig.voucher", place).id,
            "source": "stretch",
            "name": f"Cause {case.number()}",
        }

    def change(self, case, place):
        return {"name": f"Other cause {case.number()}"}

    def owner(self, record):
        return record.user_id


class VoucherPoint(Linked, model="aig.voucher.point"):
    """A row in the ledger of a voucher of the place."""

    def vals(self, case, place):
        voucher = case.record("aig.voucher", place)
        return {
            "voucher_id": voucher.id,
            "partner_id": voucher.partner_id.id,
            "company_id": voucher.company_id.id,
            "date": case.date(1),
            "move_type": "adjust",
            "points": 1,
        }

    def change(self, case, place):
        return {"note": f"Changed {case.number()}"}

    def build(self, case, place):
        return case.env[self.model]._post([self.vals(case, place)])

    def owner(self, record):
        return record.user_id


class VoucherBalance(Linked, model="aig.voucher.balance"):
    """What the database sums up of a voucher's ledger."""

    def vals(self, case, place):
        voucher = case.record("aig.voucher", place)
        keys = {"partner_id": voucher.partner_id.id, "voucher_id": voucher.id}
        return keys | {"company_id": voucher.company_id.id}

    def change(self, case, place):
        return {"available_points": case.number()}

    def build(self, case, place):
        row = case.record("aig.voucher.point", place)
        # superuser: the tests need records in places their user cannot reach
        model = case.env[self.model].sudo()
        return model.search([("voucher_id", "=", row.voucher_id.id)], limit=1)

    def owner(self, record):
        return record.user_id


class VoucherStatement(Linked, model="aig.voucher.statement"):
    """All points of a customer of the place: a view, nobody writes it."""

    def vals(self, case, place):
        return {"liability": 1}

    def change(self, case, place):
        return {"liability": case.number()}

    def build(self, case, place):
        customer = case.customer(place.territory)
        customer.user_id = place.owner
        keys = {"partner_id": customer.id, "company_id": case.env.company.id}
        row = {**keys, "date": case.date(1), "move_type": "adjust", "points": 1}
        case.env["aig.voucher.point"]._post([row])
        # superuser: see VoucherBalance
        model = case.env[self.model].sudo()
        return model.search([("partner_id", "=", customer.id)])

    def owner(self, record):
        return record.user_id


class VoucherOpening(Catalogue, model="aig.voucher.opening"):
    """Points a customer brings along."""

    def vals(self, case, place):
        return {
            "reference": f"OLD-{case.number()}",
            "partner_id": case.customer(place.territory).id,
            "points": 1,
        }

    def change(self, case, place):
        return {"note": f"Changed {case.number()}"}


class VoucherAdvance(Wizard, model="aig.voucher.advance"):
    """A manager's dialog about a voucher of the place."""

    def vals(self, case, place):
        return {
            "voucher_id": case.record("aig.voucher", place).id,
            "points": 1,
            "reason": "Delivered early",
        }

    def change(self, case, place):
        return {"points": 1 + case.number() % 9}
