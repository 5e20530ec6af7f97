from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..tools.delivery import SENT


class AigCareLog(models.Model):
    """What counts, and how a wrong row stops counting."""

    _inherit = "aig.care.log"  # pylint: disable=consider-merging-classes-inherited

    # Read by: reversal_ids
    reversal_of_id = fields.Many2one(
        "aig.care.log",
        string="Reverses",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    reversal_ids = fields.One2many("aig.care.log", "reversal_of_id", readonly=True)
    reversal_reason = fields.Char(readonly=True)
    is_counted = fields.Boolean(
        string="Counts",
        compute="_compute_is_counted",
        store=True,
        help="A row counts when its mail really left for at least one person of the"
        " customer and did not come back, or when the contact took place, and the row"
        " was not reversed.",
    )

    _reversal_uniq = models.UniqueIndex(
        "(reversal_of_id) WHERE reversal_of_id IS NOT NULL",
        "This row has been reversed already.",
    )
    # Read by: _count_sent per customer
    _counted_idx = models.Index("(partner_id, care_type) WHERE is_counted")

    @api.depends("state", "reversal_of_id", "reversal_ids")
    def _compute_is_counted(self):
        for log in self:
            log.is_counted = (
                log.state == SENT and not log.reversal_of_id and not log.reversal_ids
            )

    def action_reverse(self):
        """Ask for the reason and write a reversal row."""
        self.ensure_one()
        self._check_reversible()
        return {
            "name": self.env._("Reverse"),
            "type": "ir.actions.act_window",
            "res_model": "aig.care.log.reverse",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_log_id": self.id},
        }

    @api.model
    def _count_sent(self, by, ids, domain=()):
        """Count what was really sent or done, in one query.

        :param str by: the field to group by, e.g. ``partner_id`` or ``res_id``
        :param ids: ids of that field's records
        :param domain: further conditions
        :return: ``{(id, care_type): count}``, without zeros; rows the user may
            not read are not counted
        """
        if not ids:
            return {}
        groups = self._read_group(
            [("is_counted", "=", True), (by, "in", list(ids)), *domain],
            [by, "care_type"],
            ["__count"],
        )
        return {
            (getattr(key, "id", key), care_type): count
            for key, care_type, count in groups
        }

    def _check_reversible(self):
        self.check_access("read")
        if self.state != SENT or self.reversal_of_id or self.reversal_ids:
            raise UserError(
                self.env._(
                    "Only a row that counts can be reversed: this one was not sent or"
                    " was reversed already."
                )
            )
        if self.user_id != self.env.user and not self._is_managed():
            raise AccessError(
                self.env._(
                    "Only the salesperson of a row or a manager of its territory can"
                    " reverse it."
                )
            )

    def _is_managed(self):
        """Whether the user is a manager here, and not of a later territory only."""
        written = self.env["ir.rule"]._compute_domain(self._name, "write")
        # sudo: rules are conditions on the row itself, asked as the ORM asks them.
        return self.env.user.has_group("aig_base.group_sales_manager") and bool(
            self.sudo().filtered_domain(written)
        )

    def _reverse(self, reason):
        """Write the reversal row and return it; the two rows stop counting.

        :raises UserError: the row does not count, or the reason is empty
        :raises AccessError: it is neither one's own nor is one a manager
        """
        self.ensure_one()
        self._check_reversible()
        if not (reason or "").strip():
            raise UserError(self.env._("Say in one sentence why the row is wrong."))
        # Rows are append-only for users; rights were checked above
        log = self.sudo()
        reversal = log.create(
            {
                "partner_id": log.partner_id.id,
                "territory_id": log.territory_id.id,
                "user_id": self.env.uid,
                "company_id": log.company_id.id,
                "care_type": log.care_type,
                "purpose_id": log.purpose_id.id,
                "subject": log.subject,
                "res_model": log.res_model,
                "res_id": log.res_id,
                "reversal_of_id": log.id,
                "reversal_reason": reason.strip(),
            }
        )
        return reversal.with_env(self.env)
