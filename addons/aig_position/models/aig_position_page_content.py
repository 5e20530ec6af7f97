from datetime import timedelta

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..tools.busy import free_days
from ..tools.place import with_province

#: Without days in the link, so many days from today are shown.
DAYS_SHOWN = timedelta(89)


class AigPosition(models.Model):
    """What the customer's page of a position says (A41).

    Nothing else about the position, nothing of bookings but their days, and no other
    customer.
    """

    _inherit = "aig.position"  # pylint: disable=consider-merging-classes-inherited

    def _prepare_page(self, asked, path):
        """What the page shows, as plain values in the language of the context.

        :param Asked asked: what a link of this position says, which was checked
        :param str path: the address of the page, which its files continue
        """
        self.ensure_one()
        return {
            "facts": self._prepare_facts(),
            "photos": self._prepare_photos(path),
            "documents": [
                {"name": document.name, "url": f"{path}/document/{document.id}"}
                for document in self.document_ids
                if document.for_customer
            ],
            "period": self._say_period(
                self._prepare_periods(asked.first, asked.last)[self.id]
            ),
            "rate": self._prepare_rate(asked) if asked.with_rate else None,
            "company": self._prepare_contact(self.company_id),
            "seller": self._prepare_seller(asked),
        }

    def _prepare_facts(self):
        """What the place is, for customers; the comparison sheet shows the same."""
        self.ensure_one()
        size = self.width and self.height and (self.width, self.height)
        facing = dict(self._fields["facing"]._description_selection(self.env))
        return {
            "name": self.name,
            "code": self.code,
            "kind": self.kind_id.name,
            "address": with_province(self.address or "", self.state_id.name or ""),
            "map_url": self.map_url,
            "size": size or None,
            "facing": facing.get(self.facing),
            "traffic": self.daily_traffic,
            "slots": self.slot_count,
            "is_exclusive": self.is_exclusive,
            "points": [
                point.strip(" \t-•*")
                for point in (self.selling_points or "").splitlines()
                if point.strip(" \t-•*")
            ],
            "restrictions": [
                {
                    "name": restriction.name,
                    "industries": ", ".join(restriction.industry_ids.mapped("name")),
                }
                for restriction in self.restriction_ids
            ],
        }

    def _prepare_photos(self, path):
        """Addresses and captions; without photos the product's picture."""
        photos = [
            {"url": f"{path}/photo/{photo.id}", "caption": photo.name or ""}
            for photo in self.photo_ids
        ]
        if not photos and self.image_128:
            photos = [{"url": f"{path}/photo/0", "caption": ""}]
        return photos

    def _prepare_periods(self, first=None, last=None):
        """When each position is free in these days, from today on; for customers.

        Without days, the next three months.

        :return: {position id: values}; ``is_past`` when all of the days are over
        """
        today = (self.company_id[:1] or self.env.company)._aig_today()
        begin = max(first or today, today)
        end = last or begin + DAYS_SHOWN
        if end < begin:
            past = {"first": first, "last": last, "is_past": True}
            return dict.fromkeys(self.ids, past)
        taken = self._get_taken_periods(begin, end)
        return {
            position.id: {
                "first": begin,
                "last": end,
                "is_past": False,
                "taken": taken[position.id],
                "free_days": free_days(taken[position.id], begin, end),
            }
            for position in self
        }

    def _say_period(self, period):
        """Whether and when a place is free, in sentences for customers.

        :return: the sentence, and the taken periods where it goes on with them
        """
        days = self._say_days(period["first"], period["last"])
        if period["is_past"]:
            sentence = self.env._("%(days)s: these days have passed.", days=days)
            return {"sentence": sentence, "taken": []}
        if not period["taken"]:
            sentence = self.env._("Free: %(days)s", days=days)
        elif not period["free_days"]:
            sentence = self.env._("Taken: %(days)s", days=days)
        else:
            sentence = self.env._(
                "%(days)s: free on %(free)s days, taken on these:",
                days=days,
                free=period["free_days"],
            )
        taken = (period["free_days"] and period["taken"]) or []
        return {
            "sentence": sentence,
            "taken": [self._say_days(first, last) for first, last in taken],
        }

    def _say_days(self, first, last):
        first, last = format_date(self.env, first), format_date(self.env, last)
        return first if first == last else f"{first} – {last}"

    def _prepare_rate(self, asked):
        """The price of one slot for the days of the link, or of a day without them.

        :return: None where the rate card knows no price for them
        """
        if not asked.first:
            amount = self.daily_rate or None
            sentence = self.env._("for a day, without tax")
        else:
            amount = self._get_price_or_none(asked.first, asked.last)
            days = (asked.last - asked.first).days + 1
            sentence = self.env._("for %(days)s days, without tax", days=days)
        return amount and {"amount": amount, "sentence": sentence}

    def _get_price_or_none(self, first, last):
        """The price of one slot, None where the rate card knows none for the days."""
        try:
            return self._get_price(first, last)
        except UserError:
            return None

    def _prepare_seller(self, asked):
        """Whom to ask: the salesperson of the link, unless gone."""
        user = self.env["res.users"].browse(asked.user_id).exists()
        if not user.active or user._is_public():
            return None
        return self._prepare_contact(user.partner_id)

    def _prepare_contact(self, record):
        return {
            "name": record.name,
            "phone": record.phone or "",
            "email": record.email or "",
        }
