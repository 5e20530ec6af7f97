from collections import Counter, defaultdict

from odoo import api, fields, models


class AigVoucherOpening(models.Model):
    """A sheet of opening balances is imported whole, or not at all."""

    _inherit = "aig.voucher.opening"

    @api.model
    def load(self, fields, data):
        # the web client would ask for 2,000 rows at a time, and keep each part
        result = super(AigVoucherOpening, self.with_context(_import_limit=None)).load(
            fields, data
        )
        for message in result["messages"]:
            # the client says this number of a row, and counts from 1 elsewhere
            if "rows" in message and "record" in message:
                message["record"] = message["rows"]["from"] + 1
        return result

    @api.model
    def _convert_records(self, records, **options):
        """Name every bad row first: Odoo would make each row by itself to find them.

        With one bad row nothing is made, as nothing of it would be kept.
        """
        found = []

        def note(message):
            found.append(message)
            options["log"](message)

        records = list(records)
        customers = self._find_customers([record for record, _extras in records])
        rows = list(super()._convert_records(records, **{**options, "log": note}))
        for row, customer in zip(rows, customers, strict=True):
            if customer:
                row[2]["partner_id"] = customer
        bad = {message.get("record") for message in found}
        for number, sentence in self._find_bad_rows(rows):
            info = rows[number][-1]
            if info["record"] not in bad:
                note({**info, "type": "error", "message": sentence})
        if not any(message["type"] == "error" for message in found):
            yield from rows

    @api.model
    def _find_customers(self, records):
        """Take customers' names or codes out of records, all with one search.

        Odoo would search for each row. What is not one customer's alone is left to it.

        :return: for each record the customer's id, or ``None``
        """
        names = [record.get("partner_id", [{}])[0].get(None) for record in records]
        asked = list(set(filter(None, names)))
        partners = self.env["res.partner"]
        by_name = defaultdict(set)
        for field in partners._rec_names_search:
            for partner in partners.search_fetch([(field, "in", asked)], [field]):
                by_name[partner[field]].add(partner.id)
        result = []
        for record, name in zip(records, names, strict=True):
            found = by_name.get(name, ()) if name else ()
            result.append(next(iter(found)) if len(found) == 1 else None)
            if result[-1]:
                del record["partner_id"]
        return result

    def _find_bad_rows(self, rows):
        """Yield the place of each row that cannot be taken, and why.

        Each sentence is another: the client shows equal ones once, without rows.
        """
        company = self.env.company
        today = company._aig_today()
        values = [vals for _id, _xid, vals, _info in rows]
        references = [vals.get("reference") for vals in values]
        known = set(self.search([("reference", "in", references)]).mapped("reference"))
        counts = Counter(references)
        for number, vals in enumerate(values):
            reference = vals.get("reference")
            if not reference or not vals.get("partner_id"):
                yield (
                    number,
                    self.env._(
                        "Row %(row)s: give a reference and a customer.", row=number + 1
                    ),
                )
            elif reference in known or counts[reference] > 1:
                yield (
                    number,
                    self.env._(
                        "Row %(row)s: “%(reference)s” is there already: each balance "
                        "has a reference of its own.",
                        row=number + 1,
                        reference=reference,
                    ),
                )
            else:
                day = fields.Date.to_date(vals.get("expiry_date") or None)
                if problem := self._find_problem(vals.get("points"), day, today):
                    yield number, f"“{reference}”: {problem}"
