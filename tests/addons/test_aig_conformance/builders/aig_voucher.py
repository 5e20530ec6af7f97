from odoo.fields import Command

from .aig_sales_plan import MILLION
from .registry import BUILDERS, Builder, Catalogue, Linked, Wizard


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


class VoucherDelivery(Builder, model="aig.voucher.delivery"):
    """The delivery of the only gift of a chosen package."""

    def vals(self, case, place):
        # its own row: a row has one voucher, which others delete as a draft
        line = BUILDERS["aig.sales.plan.line"].build(case, place)
        # superuser: the tests need records in places their user cannot reach
        env = case.env(su=True)
        voucher = env["aig.voucher"].create({"plan_line_id": line.id})
        BUILDERS["aig.voucher"].put(case, voucher, place)
        gift = env["aig.voucher.gift"].create(
            {"name": f"Gift {case.number()}", "needs_proof": False}
        )
        package = env["aig.voucher.package"].create(
            {
                "voucher_id": voucher.id,
                "name": "Package",
                "line_ids": [Command.create({"gift_id": gift.id})],
            }
        )
        voucher.write({"state": "chosen", "chosen_package_id": package.id})
        env.flush_all()
        return {"line_id": package.line_ids.id}

    def change(self, case, place):
        return {"note": f"Changed {case.number()}"}


class VoucherPropose(Wizard, model="aig.voucher.propose"):
    """A dialog without gifts."""

    def vals(self, case, place):
        return {"voucher_id": case.record("aig.voucher", place).id}

    def change(self, case, place):
        return {"name": f"Proposal {case.number()}"}


class VoucherProposeLine(Wizard, model="aig.voucher.propose.line"):
    """A wish for a gift."""

    def vals(self, case, place):
        return {
            "propose_id": case.record("aig.voucher.propose", place).id,
            "gift_id": case.record("aig.voucher.gift", place).id,
        }

    def change(self, case, place):
        return {"most": 1 + case.number() % 9}


class VoucherEffect(Builder, model="aig.voucher.effect"):
    """What a voucher brought that reached a customer of the place."""

    def vals(self, case, place):
        return {"total_points": 1}

    def change(self, case, place):
        return {"total_points": case.number()}

    def build(self, case, place):
        # its own row: a row has one voucher, which others delete as a draft
        line = BUILDERS["aig.sales.plan.line"].build(case, place)
        # superuser: the tests need records in places their user cannot reach
        env = case.env(su=True)
        voucher = env["aig.voucher"].create({"plan_line_id": line.id})
        BUILDERS["aig.voucher"].put(case, voucher, place)
        voucher.state = "sent"
        env["aig.care.log"].create(
            {
                "partner_id": voucher.partner_id.id,
                "user_id": voucher.user_id.id,
                "care_type": "voucher",
                "res_model": "aig.voucher",
                "res_id": voucher.id,
            }
        )
        env.flush_all()
        return env[self.model].search([("voucher_id", "=", voucher.id)])


class VoucherAttempt(Catalogue, model="aig.voucher.attempt"):
    """A link that opened nothing."""

    def vals(self, case, place):
        return {"kind": "guess", "address": "192.0.2.1"}

    def change(self, case, place):
        return {"address": f"192.0.2.{case.number() % 250}"}


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


class VoucherRefusal(Wizard, model="aig.voucher.refusal"):
    """A manager's dialog about a voucher of the place."""

    def vals(self, case, place):
        return {
            "voucher_id": case.record("aig.voucher", place).id,
            "reason": "The multiplier is too high",
        }

    def change(self, case, place):
        return {"reason": f"Changed {case.number()}"}
