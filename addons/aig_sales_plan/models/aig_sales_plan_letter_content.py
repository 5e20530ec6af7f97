from odoo import api, fields, models


class AigSalesPlanLetter(models.Model):
    """What a customer is told of a plan: offers, renewals, payments.

    Never the figures (1), (4), (5), (6), reasons, floors, studies or other customers.
    """

    _inherit = "aig.sales.plan.letter"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _prepare_content(self, line):
        """The content of a letter as plain values, in the customer's language.

        Override to add a section.
        """
        line = line.with_context(lang=line.partner_id.lang or self.env.lang)
        return {
            "offers": [self._prepare_offer(price) for price in line.price_ids],
            "renewals": [
                {
                    "name": source.name,
                    "date": fields.Date.to_string(source.planned_date) or "",
                    "amount": source.amount,
                }
                for source in line.source_ids
                if source.figure == "renewal" and source.is_chosen
            ],
            "payments": [
                {
                    "name": item.name or "",
                    "date": fields.Date.to_string(
                        item.promise_date or item.date_maturity
                    )
                    or "",
                    "amount": item.amount,
                }
                for item in line.receivable_ids
            ],
        }

    @api.model
    def _prepare_offer(self, price):
        return {
            "name": price.product_id.display_name,
            "description": price.description or "",
            "quantity": price.quantity,
            "uom": price.uom_id.name or "",
            "list_price": price.list_price,
            "price": price.planned_price,
            "discount": price.discount,
            "subtotal": price.subtotal,
        }

    def _get_sections(self):
        """The content for the page: dates as dates, with the total of each section."""
        self.ensure_one()
        sections = {}
        for name, rows in (self.content or {}).items():
            sections[name] = {
                "rows": [
                    {**row, "date": fields.Date.to_date(row.get("date") or False)}
                    for row in rows
                ],
                "total": sum(row.get("subtotal", row.get("amount", 0)) for row in rows),
            }
        return sections
