from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Merged customers: territory and past follow to the one that stays (G07)."""

    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        past = self._aig_find_past(src_partners)
        # a customer stands in a rehearsal once
        self._aig_keep_one(
            "aig.territory.rehearsal.line", src_partners | dst_partner, "rehearsal_id"
        )
        result = super()._update_foreign_keys(src_partners, dst_partner)
        for records in past:
            # core rewrites the customer by SQL, which recomputes nothing
            field = records._fields["aig_later_territory_id"]
            self.env.add_to_compute(field, records)
        return result

    def _update_values(self, src_partners, dst_partner):
        # sudo: where the merged were is no matter of who merges them
        before = src_partners.sudo().aig_territory_id[:1]
        result = super()._update_values(src_partners, dst_partner)
        customer = dst_partner.sudo()
        if before and customer.partner_share and not customer.aig_territory_id:
            customer.aig_territory_id = before
        return result

    def _aig_find_past(self, partners):
        """Records, model by model, whose customer or contact is one of these."""
        found = []
        for name in self.env.registry.descendants(["aig.history.mixin"], "_inherit"):
            # sudo: the whole past follows, whoever merges
            model = self.env[name].sudo().with_context(active_test=False)
            if model._abstract:
                continue
            path = model._aig_customer_path
            found.append(
                model.search(
                    Domain.OR(
                        Domain(one, "in", partners.ids)
                        for one in {path, path.partition(".")[0]}
                    )
                )
            )
        return found

    def _aig_keep_one(self, name, partners, same, column="partner_id", order="id"):
        """Of rows that would be the same after the merge, leave the first.

        Core would delete all of the merged partner's, or stop with the database's
        error.

        :param str name: model whose rows are unique
        :param str same: SQL, what makes rows the same beside the partner
        :param str column: the partner
        :param str order: SQL, what makes a row the first
        """
        records = self.env[name]
        records.flush_model()
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM %(table)s WHERE id IN (
                    SELECT id FROM (
                        SELECT id, ROW_NUMBER() OVER (
                                   PARTITION BY %(same)s ORDER BY %(order)s
                               ) AS place
                          FROM %(table)s WHERE %(column)s = ANY(%(partners)s)) alike
                     WHERE place > 1)
                """,
                table=SQL.identifier(records._table),
                same=SQL(same),  # pylint: disable=sql-injection
                order=SQL(order),  # pylint: disable=sql-injection
                column=SQL.identifier(column),
                partners=partners.ids,
            )
        )
        self.env.invalidate_all(flush=False)

    def _aig_stand_with_customer(self, name, dst_partner):
        """Rows of customers hang on the commercial partner, never on a contact."""
        # sudo: a contact one sees may have a customer one does not see
        customer = dst_partner.sudo().commercial_partner_id
        if customer == dst_partner:
            return
        self.env.cr.execute(
            SQL(
                "UPDATE %s SET partner_id = %s WHERE partner_id = %s",
                SQL.identifier(self.env[name]._table),
                customer.id,
                dst_partner.id,
            )
        )
        self.env[name].invalidate_model(["partner_id"], flush=False)
