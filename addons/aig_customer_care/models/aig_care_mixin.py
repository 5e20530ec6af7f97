from odoo import api, fields, models


class AigCareMixin(models.AbstractModel):
    """A document that is sent to a customer by mail, once, and counted (A35).

    A document model inherits ``aig.care.mixin`` (which brings ``mail.thread``)
    and overrides the hooks::

        class AigVoucher(models.Model):
            _name = "aig.voucher"
            _inherit = ["aig.care.mixin"]

            partner_id = fields.Many2one("res.partner", required=True)

            def _care_type(self):
                return "voucher"

            def _care_mail_template(self):
                return self.env.ref("aig_voucher.mail_template_voucher")

            def _care_check_ready(self):
                if self.state == "draft":
                    raise UserError(self.env._("..."))

            def _care_after_send(self, log):
                self.state = "sent"

    and puts a button ``action_care_compose`` on its views. The mail template has
    ``use_default_to`` off, no recipients of its own (they come from
    ``_care_recipients``) and ``lang`` = ``{{ object.partner_id.lang }}``.

    What the composer guarantees: the recipients belong to the customer, followers
    get no copy, an address gets it once, one row of ``aig.care.log`` is written in
    the transaction of the message, and pressing Send again, in another tab too, sends
    nothing more.
    The sender needs write access to the document, as for any message on it.

    ``care_log_ids`` are the rows of the document, ``care_sent_count`` how many
    count; other totals come from ``aig.care.log._count_sent``.
    """

    _name = "aig.care.mixin"
    _inherit = ["aig.care.mail.mixin"]
    _description = "Document Sent to a Customer"

    care_log_ids = fields.One2many(
        "aig.care.log",
        "res_id",
        domain=lambda self: [("res_model", "=", self._name)],
        string="Sent",
    )
    care_sent_count = fields.Integer(
        string="Times Sent", compute="_compute_care_sent_count"
    )

    @api.depends("care_log_ids.is_counted")
    def _compute_care_sent_count(self):
        counts = self.env["aig.care.log"]._count_sent(
            "res_id", self.ids, [("res_model", "=", self._name)]
        )
        totals = {}
        for (res_id, _care_type), count in counts.items():
            totals[res_id] = totals.get(res_id, 0) + count
        for document in self:
            document.care_sent_count = totals.get(document._origin.id, 0)
