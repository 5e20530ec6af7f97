from odoo import api, models
from odoo.tools import email_normalize_all


class AigCareBatchLine(models.Model):
    """What all lines of a sending are told at once, however many they are (T10)."""

    _inherit = "aig.care.batch.line"  # pylint: disable=consider-merging-classes-inherited

    @api.model_create_multi
    def create(self, vals_list):
        batches = self.env["aig.care.batch"].browse(
            {vals["batch_id"] for vals in vals_list if vals.get("batch_id")}
        )
        for batch in batches:
            own = [vals for vals in vals_list if vals.get("batch_id") == batch.id]
            self._add_send_keys(batch, own)
            self._leave_out_same_addresses(batch, own)
        return super().create(vals_list)

    @api.model
    def _add_send_keys(self, batch, vals_list):
        """Give each line the key of its document's next sending, by one query."""
        ids = [vals["res_id"] for vals in vals_list if vals.get("res_id")]
        keys = self.env[batch.res_model].browse(ids)._care_send_keys()
        for vals in vals_list:
            if res_id := vals.get("res_id"):
                vals["send_key"] = keys[res_id]

    @api.model
    def _leave_out_same_addresses(self, batch, vals_list):
        """An address gets one mail of a sending, also when two customers share it.

        Whose mail would be the right one is for the salesperson to say: the second
        document is left out and can be sent by itself.
        """
        known = {
            address: line.partner_id.id
            for line in batch.line_ids.filtered(lambda line: line.state != "skipped")
            for address in email_normalize_all(line.recipients or "")
        }
        left_out = []
        for vals in vals_list:
            if vals.get("state") == "skipped":
                continue
            addresses = email_normalize_all(vals.get("recipients") or "")
            shared = [address for address in addresses if address in known]
            if shared:
                left_out.append((vals, shared[0]))
                continue
            known.update(dict.fromkeys(addresses, vals.get("partner_id")))
        customers = self.env["res.partner"].browse(
            {known[address] for _vals, address in left_out}
        )
        names = {customer.id: customer.display_name for customer in customers}
        for vals, address in left_out:
            reason = self.env._(
                "%(email)s gets the mail to %(customer)s in this sending: send this one"
                " by itself if both are meant.",
                email=address,
                customer=names[known[address]],
            )
            vals.update(state="skipped", reason=reason)
