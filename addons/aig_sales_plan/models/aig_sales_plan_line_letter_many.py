from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_date


class AigSalesPlanLine(models.Model):
    """The plans of many chosen rows, each mailed to its own customer (A19, A35)."""

    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    def action_send_plans(self):
        """Prepare a sending of the plan to these customers and open it.

        Rows with nothing to send are in it with the reason.

        :raises UserError: nothing was chosen
        """
        return self.env["aig.care.batch"]._open_for_rows(
            "aig.sales.plan.letter", self, lambda line: line._get_letter_to_send()
        )

    def _get_letter_to_send(self):
        """The row's letter, if it says something that its customer has not had yet.

        :raises UserError: what is to be done in the row first
        """
        self.ensure_one()
        self.check_access("write")
        letters = self.env["aig.sales.plan.letter"]
        # no letter is made for a row that has nothing to tell
        content = letters._prepare_content(self)
        letters.new({"plan_line_id": self.id, "content": content})._care_check_ready()
        letter = letters._for_line(self)
        if letter.state == "sent":
            raise UserError(
                self.env._(
                    "The customer has had this plan since %(day)s, and nothing has "
                    "changed.",
                    day=format_date(
                        self.env, self.company_id._aig_local(letter.sent_date).date()
                    ),
                )
            )
        return letter
