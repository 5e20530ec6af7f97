from odoo import api, fields, models
from odoo.tools import SQL

from .aig_sales_plan_steps import Missing

STUDY_SECTIONS = (
    "study_market",
    "study_budget",
    "study_position",
    "study_relationship",
)


class AigSalesPlan(models.Model):
    """The step that asks for the study of each customer (A17)."""

    _inherit = "aig.sales.plan"  # pylint: disable=consider-merging-classes-inherited

    def _get_missing(self):
        missing = super()._get_missing()
        missing["study"] = [
            Missing(
                self.env._(
                    "The study of %(customer)s lacks: %(sections)s. Write it, or copy "
                    "it from the last plan.",
                    customer=line.partner_id.display_name,
                    sections=", ".join(sections),
                ),
                line.action_open_line(),
            )
            for line in self.line_ids
            if (sections := line._get_missing_sections())
        ]
        return missing


class AigSalesPlanLine(models.Model):
    """What is known of a customer before talks begin: four sections (A17).

    They come from the customer's last plan row and are then this row's own. The fifth,
    the history, is read anew each time.
    """

    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    study_source_id = fields.Many2one(
        "aig.sales.plan.line",
        string="Carried over from",
        compute="_compute_study_source_id",
        # what the person may not read is not carried over either
        compute_sudo=False,
        store=True,
        precompute=True,
        index="btree_not_null",
        copy=False,
        help="The row of the customer's last plan.",
    )
    study_market = fields.Text(
        "Market",
        compute="_compute_study_market",
        compute_sudo=False,
        store=True,
        precompute=True,
        readonly=False,
    )
    study_budget = fields.Text(
        "Budget",
        compute="_compute_study_budget",
        compute_sudo=False,
        store=True,
        precompute=True,
        readonly=False,
    )
    study_position = fields.Text(
        "Position",
        compute="_compute_study_position",
        compute_sudo=False,
        store=True,
        precompute=True,
        readonly=False,
    )
    study_relationship = fields.Text(
        "Relationship",
        compute="_compute_study_relationship",
        compute_sudo=False,
        store=True,
        precompute=True,
        readonly=False,
    )
    is_study_unchanged = fields.Boolean(
        compute="_compute_is_study_unchanged",
        # only whether two texts agree is told of the other row
        compute_sudo=True,
        help="Every section reads as it did in the last plan.",
    )

    @api.depends("partner_id")
    def _compute_study_source_id(self):
        last = self._read_last_lines()
        for line in self:
            source = last.get(line, self.browse())
            # from an empty study nothing is carried over
            has_study = any(source[name] for name in STUDY_SECTIONS)
            line.study_source_id = has_study and source

    # One method per section: what was typed in one stays while others are carried over

    @api.depends("partner_id")
    def _compute_study_market(self):
        self._carry_over("study_market")

    @api.depends("partner_id")
    def _compute_study_budget(self):
        self._carry_over("study_budget")

    @api.depends("partner_id")
    def _compute_study_position(self):
        self._carry_over("study_position")

    @api.depends("partner_id")
    def _compute_study_relationship(self):
        self._carry_over("study_relationship")

    def _carry_over(self, section):
        for line in self:
            line[section] = line.study_source_id[section]

    @api.depends("study_source_id", *STUDY_SECTIONS)
    def _compute_is_study_unchanged(self):
        for line in self:
            source = line.study_source_id
            line.is_study_unchanged = bool(source) and all(
                line[name] == source[name] for name in STUDY_SECTIONS
            )

    def write(self, vals):
        if vals.keys() & set(STUDY_SECTIONS):
            self._check_plan_open()
        return super().write(vals)

    def action_copy_study(self):
        """Fill empty sections of the study from the customer's last plan row."""
        last = self._read_last_lines()
        for line in self:
            source = last.get(line, self.browse())
            vals = {
                name: source[name]
                for name in STUDY_SECTIONS
                if source[name] and not (line[name] or "").strip()
            }
            if vals:
                line.write(vals)
                # guarded; the right to write the row was asked just now
                line.sudo().study_source_id = source
        return True

    def _read_last_lines(self):
        """The last plan row of each row's customer before it that one may read.

        One query for each plan's first day, however many customers.

        :return: dict of row to row
        """
        last = {}
        for (company, day), lines in self.grouped(
            lambda line: (line.plan_id.company_id, line.plan_id.date_from)
        ).items():
            partners = lines.partner_id._origin
            if not day or not partners:
                continue
            found = {
                line.partner_id.id: line
                for line in self._search_last_lines(company, day, partners)
            }
            last.update((line, found.get(line.partner_id._origin.id)) for line in lines)
        return {line: source for line, source in last.items() if source}

    @api.model
    def _search_last_lines(self, company, day, partners):
        """The latest row of each customer in plans that begin before a day."""
        readable = self._search(
            [
                ("company_id", "=", company.id),
                ("partner_id", "in", partners.ids),
                ("period_id.date_from", "<", day),
            ]
        )
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT ON (line.partner_id) line.id
                  FROM aig_sales_plan_line line
                  JOIN aig_period period ON period.id = line.period_id
                 WHERE line.id IN %s
              ORDER BY line.partner_id, period.date_from DESC, line.id DESC
                """,
                readable.subselect(),
            )
        )
        return self.browse(line_id for (line_id,) in rows)

    def _get_missing_sections(self):
        """Labels of the sections that a row with planned sales still lacks."""
        if self.planned_revenue <= 0:
            return []
        return [
            self._fields[name]._description_string(self.env)
            for name in STUDY_SECTIONS
            if not (self[name] or "").strip()
        ]
