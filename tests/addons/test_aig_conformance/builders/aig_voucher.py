from odoo.fields import Command

from .aig_sales_plan import MILLION
from .registry import Builder, Catalogue


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
