from odoo.addons.aig_territory.tests.common import AigTerritoryCase


class KpiReader:
    """Figures as people read them, beside the records behind."""

    def facts(self, model, user):
        """A fact as a person reads it, with all that is still to be written."""
        self.env.flush_all()
        self.env.invalidate_all()
        return self.env[model].with_user(user).with_context(lang="en_US")

    def sums(self, model, user, by=(), measures=("number:sum",), domain=()):
        """Sums of a fact by some fields, as ``{key: value or values}``."""
        groups = self.facts(model, user)._read_group(list(domain), by, measures)
        width = len(by)
        return {
            row[0] if width == 1 else row[:width]: (
                row[width] if len(measures) == 1 else row[width:]
            )
            for row in groups
        }

    def records_of(self, model, user, domain, measure):
        """The records that a touch on a figure opens."""
        facts = self.facts(model, user)
        action = facts.open_records(domain, measure)
        records = facts.env[action["res_model"]].with_context(**action["context"])
        return records.search(action["domain"])


class AigKpiCase(KpiReader, AigTerritoryCase):
    """With the people and customers of two territories."""
