from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Merged customers: rows of plans and targets follow, none is lost.

    Two rows of one plan are not added up: each has its sources, vouchers and history.
    """

    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        # sudo: a contact one sees may have a customer one does not see
        customer = dst_partner.sudo().commercial_partner_id
        self._aig_check_plans(src_partners | customer)
        self._aig_check_targets(src_partners | customer)
        result = super()._update_foreign_keys(src_partners, dst_partner)
        for name in (
            "aig.sales.plan.line",
            "aig.sales.plan.revision",
            "aig.sales.target",
        ):
            self._aig_stand_with_customer(name, dst_partner)
        return result

    def _aig_check_plans(self, customers):
        """Refuse to merge customers that both stand in one plan.

        :raises UserError: naming the customers and the quarter
        """
        lines = self.env["aig.sales.plan.line"]
        kept = self.env["aig.sales.plan.revision"]
        lines.flush_model()
        kept.flush_model()
        found = self.env.execute_query(
            SQL(
                """
                SELECT plan_id, array_agg(partner_id) FROM aig_sales_plan_line
                 WHERE partner_id = ANY(%(customers)s)
                 GROUP BY plan_id HAVING COUNT(*) > 1
                 UNION ALL
                SELECT plan_id, array_agg(partner_id) FROM aig_sales_plan_revision
                 WHERE partner_id = ANY(%(customers)s)
                 GROUP BY plan_id, revision HAVING COUNT(*) > 1
                 LIMIT 1
                """,
                customers=customers.ids,
            )
        )
        for plan_id, partner_ids in found:
            # sudo: of a colleague's plan only the quarter is told
            plan = self.env["aig.sales.plan"].sudo().browse(plan_id)
            raise UserError(
                self.env._(
                    "%(customers)s stand in the same plan of %(quarter)s: delete one"
                    " of the rows while the plan is a draft. Where it is not, make one"
                    " a branch of the other instead of merging them.",
                    customers=self._aig_name(partner_ids),
                    quarter=plan.period_id.display_name,
                )
            )

    def _aig_check_targets(self, customers):
        """Refuse to merge customers that both have a target of one salesperson.

        Core would delete one of the targets.

        :raises UserError: naming the customers and the year
        """
        self.env["aig.sales.target"].flush_model()
        found = self.env.execute_query(
            SQL(
                """
                SELECT year, array_agg(partner_id) FROM aig_sales_target
                 WHERE partner_id = ANY(%s)
                 GROUP BY company_id, year, territory_id, user_id
                HAVING COUNT(*) > 1
                 LIMIT 1
                """,
                customers.ids,
            )
        )
        for year, partner_ids in found:
            raise UserError(
                self.env._(
                    "%(customers)s both have a target of %(year)s: add the months of"
                    " one to the other and delete it, then merge them.",
                    customers=self._aig_name(partner_ids),
                    year=year,
                )
            )

    def _aig_name(self, partner_ids):
        partners = self.env["res.partner"].browse(partner_ids)
        seen = partners._filtered_access("read")
        return ", ".join(seen.mapped("display_name"))
