from dataclasses import dataclass, field

from odoo import models
from odoo.exceptions import UserError


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that a complete plan lacks, and the action that opens it (A02)."""

    sentence: str
    action: dict = field(default_factory=dict)


class AigSalesPlan(models.Model):
    """What a plan needs before it can be submitted (A02)."""

    _inherit = "aig.sales.plan"

    def _get_missing(self):
        """What the plan lacks, by step, in the order of the steps.

        A subject adds its own step by overriding this.

        :return: dict of step name to list of :class:`Missing`
        """
        self.ensure_one()
        missing = {"customers": []}
        if not self.line_ids:
            missing["customers"].append(
                Missing(
                    self.env._(
                        "%(plan)s has no customer yet: add at least one before you "
                        "submit it.",
                        plan=self.display_name,
                    ),
                    self.action_open_lines(),
                )
            )
        return missing

    def _check_complete(self):
        """Refuse plans that lack something, with all of it in one message (A02).

        :raises UserError: one sentence for each thing that is missing
        """
        for plan in self:
            sentences = [
                missing.sentence
                for step in plan._get_missing().values()
                for missing in step
            ]
            if sentences:
                raise UserError("\n".join(sentences))
