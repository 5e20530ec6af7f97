from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL, format_date

from ..tools import wait as line

WAIT_STATES = [
    (line.WAITING, "In Line"),
    (line.TOLD, "Told"),
    (line.DONE, "Has a Place"),
    (line.OVER, "Over"),
    (line.WITHDRAWN, "Withdrawn"),
]

RANKS = """
SELECT mine.id, COUNT(earlier.id) + 1
FROM aig_position_wait mine
LEFT JOIN aig_position_wait earlier
  ON earlier.id < mine.id
 AND earlier.state IN ('waiting', 'told')
 AND earlier.company_id = mine.company_id
 AND earlier.position_id IS NOT DISTINCT FROM mine.position_id
 AND earlier.kind_id IS NOT DISTINCT FROM mine.kind_id
 AND earlier.province_id IS NOT DISTINCT FROM mine.province_id
 AND earlier.date_from <= mine.date_to
 AND earlier.date_to >= mine.date_from
WHERE mine.id = ANY(%(waits)s) AND mine.state IN ('waiting', 'told')
GROUP BY mine.id
"""


class AigPositionWait(models.Model):
    """A customer in line for a place that somebody else has, for some days.

    It waits for one position, or for any of a kind or in a province. Whoever entered
    first is told first.
    """

    _name = "aig.position.wait"
    _description = "Waiting for a Position"
    _inherit = [
        "aig.care.customer.mixin",
        "aig.guard.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "id"

    partner_id = fields.Many2one(ondelete="cascade", tracking=True)
    user_id = fields.Many2one(tracking=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        default=lambda self: self.env.company,
    )
    # Read by: the count of those who wait for a place
    position_id = fields.Many2one(
        "aig.position",
        index="btree_not_null",
        ondelete="cascade",
        tracking=True,
        domain="[('company_id', '=', company_id)]",
    )
    kind_id = fields.Many2one(
        "aig.position.kind", ondelete="restrict", help="Any position of this kind."
    )
    province_id = fields.Many2one(
        "res.country.state",
        domain=lambda self: [("country_id", "=", self.env.company.country_id.id)],
        help="Any position in this province.",
    )
    date_from = fields.Date(string="First Day", required=True, tracking=True)
    date_to = fields.Date(string="Last Day", required=True, tracking=True)
    slots = fields.Integer(default=1, required=True)
    wait_until = fields.Date(
        compute="_compute_wait_until",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        help="The last day on which a place is still of use.",
    )
    state = fields.Selection(
        WAIT_STATES,
        required=True,
        readonly=True,
        copy=False,
        default=line.WAITING,
        tracking=True,
    )
    rank = fields.Integer(
        string="Place in Line",
        compute="_compute_rank",
        aggregator=None,
        help="1: nobody came earlier for the same place and days.",
    )
    told_at = fields.Datetime(readonly=True, copy=False)
    head_start_until = fields.Datetime(
        string="Alone until",
        readonly=True,
        copy=False,
        help="The next in line is told after this moment.",
    )
    note = fields.Text()

    _dates_ordered = models.Constraint(
        "CHECK (date_from <= date_to)", "The last day is before the first day."
    )
    _slots_check = models.Constraint(
        "CHECK (slots BETWEEN 1 AND 100)", "A customer waits for 1 to 100 slots."
    )
    _until_check = models.Constraint(
        "CHECK (wait_until <= date_to)", "Nobody waits longer than the last day."
    )
    _place_check = models.Constraint(
        "CHECK (CASE WHEN position_id IS NULL"
        " THEN kind_id IS NOT NULL OR province_id IS NOT NULL"
        " ELSE kind_id IS NULL AND province_id IS NULL END)",
        "Choose a position, or the kind or province of which any position will do.",
    )
    _once_uniq = models.UniqueIndex(
        "(partner_id, position_id, date_from, date_to)"
        " WHERE state IN ('waiting', 'told')",
        "This customer is in line for these days already.",
    )
    # Read by: the job that tells who waits, in order of entry
    _open_idx = models.Index("(company_id, id) WHERE state IN ('waiting', 'told')")

    @api.depends("date_from")
    def _compute_wait_until(self):
        for wait in self:
            wait.wait_until = wait.date_from

    @api.depends("position_id.code", "kind_id.name", "province_id.name", "partner_id")
    def _compute_display_name(self):
        for wait in self:
            words = wait._name_place(), wait.partner_id.name
            wait.display_name = ", ".join(filter(None, words))

    @api.depends("state", "position_id", "kind_id", "province_id", "date_from")
    def _compute_rank(self):
        self.env["aig.position.wait"].flush_model()
        ranks = dict(self.env.execute_query(SQL(RANKS, waits=list(self._origin.ids))))
        for wait in self:
            wait.rank = ranks.get(wait._origin.id, 0)

    @api.constrains("slots", "position_id")
    def _check_slots(self):
        for wait in self:
            if wait.position_id and wait.slots > wait.position_id.slot_count:
                raise ValidationError(
                    self.env._(
                        "“%(position)s” has %(count)s slots: wait for no more of them.",
                        position=wait.position_id.display_name,
                        count=wait.position_id.slot_count,
                    )
                )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"state", "told_at", "head_start_until"}

    @api.model_create_multi
    def create(self, vals_list):
        waits = super().create(vals_list)
        # some places may be free: whoever enters the line is told like everybody
        self._call_job()
        return waits

    @api.model
    def _normalise(self, vals):
        vals = super()._normalise(vals)
        if vals.get("position_id"):
            position = self.env["aig.position"].browse(vals["position_id"])
            vals["company_id"] = position.company_id.id
        return vals

    def _name_place(self):
        """The position's code, or the kind and province of which any will do."""
        self.ensure_one()
        if self.position_id:
            return self.position_id.code
        return ", ".join(filter(None, (self.kind_id.name, self.province_id.name)))

    def _name_days(self):
        self.ensure_one()
        first = format_date(self.env, self.date_from)
        return f"{first} - {format_date(self.env, self.date_to)}"

    def action_withdraw(self):
        """Leave the line."""
        self.check_access("write")
        self.filtered(lambda wait: wait.state in line.OPEN)._end(line.WITHDRAWN)
        return True

    def action_hold(self):
        """Hold the place for the customer, or show what is in the way.

        For any place of a kind or province, open those that are free.
        """
        self.ensure_one()
        self.check_access("write")
        if not self.position_id:
            return self._open_free()
        return self.env["aig.position.booking"]._hold_new_or_show(
            {
                "position_id": self.position_id.id,
                "partner_id": self.partner_id.id,
                "user_id": self.user_id.id,
                "date_from": self.date_from,
                "date_to": self.date_to,
                "slots": self.slots,
            }
        )

    def action_obstacles(self):
        """Show what is in the way of the place one waits for."""
        self.ensure_one()
        return self.env["aig.position.block"]._open(
            self.position_id, self.date_from, self.date_to, self.slots, self.partner_id
        )

    def _open_free(self):
        domain = [("company_id", "=", self.company_id.id)]
        if self.kind_id:
            domain.append(("kind_id", "=", self.kind_id.id))
        if self.province_id:
            domain.append(("state_id", "=", self.province_id.id))
        free = self.env["aig.position"]._find_free(
            domain, self.date_from, self.date_to, self.slots
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Free Positions"),
            "res_model": "aig.position",
            "views": [(False, "kanban"), (False, "list"), (False, "form")],
            "domain": [("id", "in", free.ids)],
            "context": {
                "aig_free_from": str(self.date_from),
                "aig_free_to": str(self.date_to),
                "aig_slots": self.slots,
                "aig_partner_id": self.partner_id.id,
            },
        }
