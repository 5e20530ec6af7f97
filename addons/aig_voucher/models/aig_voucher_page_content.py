from odoo import models

from ..tools.words import in_words


class AigVoucher(models.Model):
    """What a customer reads of a voucher: page, file and PDF share it (A33, A36).

    Points, their causes in the customer's words, amount, packages and conditions.
    Nothing of rates, multipliers, margins, costs, other customers or our plan.
    """

    _inherit = "aig.voucher"  # pylint: disable=consider-merging-classes-inherited

    def _prepare_page(self):
        """What is shown, as plain values in the language of the context; in sudo."""
        self.ensure_one()
        return {
            "number": self.name,
            "quarter": self.period_id.display_name,
            "customer": self.partner_id.name,
            "company": self._prepare_contact(self.company_id),
            "seller": self._prepare_seller(),
            "causes": self._prepare_page_causes(),
            "points": self.total_points,
            "balance": self._prepare_balance(),
            "amount": self.amount,
            "words": self._get_amount_in_words(),
            "currency": self.currency_id,
            "packages": [
                package._prepare_page()
                for package in self.package_ids
                if package.line_ids
            ],
            "chosen": self.chosen_package_id.name,
            "chosen_id": self.chosen_package_id.id,
            "can_change": self._may_choose_anew(),
            "chosen_as": self.chosen_as_id.name,
            "chosen_day": self._get_chosen_day(),
            "is_done": self.state == "done",
            "conditions": self._get_conditions(),
        }

    def _prepare_page_causes(self):
        """Where points come from, as the customer would say it; without empty ones."""
        causes = [
            (self.env._("Paying your open invoices"), self.receivable_points),
            (self.env._("Renewing your contracts"), self.renewal_points),
            (self.env._("Campaigns you add"), self.development_points),
            (self.env._("Growing further together"), self.stretch_points),
        ]
        return [{"name": name, "points": points} for name, points in causes if points]

    def _prepare_balance(self):
        """How many points the customer has by now."""
        balance = self._get_balance()
        return {name: balance[name] for name in ("vested", "available", "spent")}

    def _get_amount_in_words(self):
        """The amount in words, with its currency: ``Three hundred million dong``."""
        self.ensure_one()
        words = in_words(int(self.amount), self.env.lang or "en_US")
        currency = self.currency_id
        unit = currency.currency_unit_label or currency.name
        if currency.name == "VND":
            unit = self.env._("dong")
        return f"{words} {unit}"

    def _prepare_seller(self):
        """Whom to ask: the salesperson, unless gone."""
        user = self.user_id
        return self._prepare_contact(user.partner_id) if user.active else None

    def _prepare_contact(self, record):
        return {
            "name": record.name,
            "phone": record.phone or "",
            "email": record.email or "",
        }


class AigVoucherPackage(models.Model):
    """A package as the customer sees it."""

    _inherit = "aig.voucher.package"  # pylint: disable=consider-merging-classes-inherited

    def _prepare_page(self):
        self.ensure_one()
        return {
            "id": self.id,
            "name": self.name,
            "value": self.total_value,
            "is_chosen": self.is_chosen,
            "gifts": [line._prepare_page() for line in self.line_ids],
        }


class AigVoucherPackageLine(models.Model):
    """A gift as the customer sees it: without what it costs."""

    _inherit = "aig.voucher.package.line"  # pylint: disable=consider-merging-classes-inherited

    def _prepare_page(self):
        self.ensure_one()
        gift = self.gift_id
        return {
            "gift_id": gift.id,
            "name": gift.name,
            "quantity": self._format_quantity(),
            "description": gift.description or "",
            "picture": gift._get_small_picture(),
        }


class AigVoucherGift(models.Model):
    """The picture of a gift."""

    _inherit = "aig.voucher.gift"  # pylint: disable=consider-merging-classes-inherited

    def _get_picture_source(self):
        """The record and field of the picture: the gift's own, else its product's."""
        self.ensure_one()
        if self.image_1920:
            return self, "image_512"
        return self.product_id, "image_512"

    def _get_small_picture(self):
        """A picture of 128 points in base64, or False."""
        record, _field = self._get_picture_source()
        return record and record.image_128
