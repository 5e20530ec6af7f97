from collections import defaultdict

from odoo import api, fields, models


class AigTimeline(models.AbstractModel):
    """What is shown of the records of a page."""

    _inherit = "aig.timeline"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _get_rows(self, sources, keys):
        """What is shown of each key: its source's description of the record.

        A description may have ``kind`` (else the source's first), ``label`` (what it
        is), ``title``, ``who``, ``amount`` with ``currency_id``, ``state`` and
        ``evidence``, each with a ``tone`` of its own, a semantic colour; and what a
        click opens: ``res_model`` and ``res_id`` (else the record itself; no id:
        nothing) or a ``url``.
        """
        ids = defaultdict(list)
        for key in keys:
            ids[key.source].append(key.id)
        described = {}
        for source in sources:
            if source.name in ids:
                # each was found by the user's own rules
                records = self.env[source.model].browse(ids[source.name])
                records.fetch(source.fields)
                for record, row in zip(records, source.describe(records), strict=True):
                    described[source.name, record.id] = {
                        **self._get_empty_row(source, record),
                        **row,
                    }
        dayed = {source.name for source in sources if self._is_dayed(source)}
        icons = {name: icon for name, _label, icon in self._get_kinds()}
        return [
            {
                **described[key.source, key.id],
                "key": f"{key.source}-{key.id}",
                "icon": icons[described[key.source, key.id]["kind"]],
                "is_day": key.source in dayed,
                "date": self._get_shown_date(key, key.source in dayed),
            }
            for key in keys
        ]

    @api.model
    def _get_empty_row(self, source, record):
        return {
            "kind": next(iter(source.kinds)),
            "label": "",
            "title": "",
            "who": "",
            "amount": None,
            "currency_id": False,
            "state": "",
            "tone": "secondary",
            "evidence": "",
            "evidence_tone": "secondary",
            "res_model": record._name,
            "res_id": record.id,
            "url": "",
        }

    @api.model
    def _get_shown_date(self, key, is_day):
        if is_day:
            return fields.Date.to_string(self.env.company._aig_local(key.moment).date())
        return fields.Datetime.to_string(key.moment)

    @api.model
    def _get_words(self, model, name):
        """Label by value of a selection field, in the user's language."""
        field = self.env[model]._fields[name]
        return dict(field._description_selection(self.env))

    @api.model
    def _get_colleague(self, user):
        """A colleague's name, also of one who works in another company."""
        # sudo: who did it is no secret to whoever may read what was done
        return user.sudo().name or ""
