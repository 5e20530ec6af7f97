from odoo import api, fields, models
from odoo.exceptions import UserError


class AigCareBatch(models.Model):
    """A sending that was chosen among other rows than those that are sent."""

    _inherit = "aig.care.batch"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _open_for_rows(self, res_model, rows, get_document):
        """Prepare a sending with one line for each of ``rows``, and open it.

        :param str res_model: the model of what is sent
        :param rows: whom people have chosen, with ``partner_id``
        :param get_document: returns what to send for a row, or raises ``UserError``:
            that row is left out, with the sentence as its reason
        :raises UserError: nothing was chosen
        """
        lines = self.env["aig.care.batch.line"]
        found, reasons = {}, {}
        for row in rows:
            lines._find_document(row, get_document, found, reasons)
        documents = self.env[res_model].browse(found.values())._care_read_ahead()
        prepared = {
            document.id: lines._prepare_line(document) for document in documents
        }
        vals_list = [
            {
                **(
                    prepared[found[row.id]]
                    if row.id in found
                    else lines._prepare_left_out(row, reasons[row.id])
                ),
                "source_model": row._name,
                "source_id": row.id,
            }
            for row in rows
        ]
        return self._open_new(res_model, vals_list)

    @api.model
    def _open_new(self, res_model, vals_list):
        """Make a sending with these lines, and open it.

        :raises UserError: there are none
        """
        if not vals_list:
            raise UserError(self.env._("Choose the customers first."))
        # sudo: people choose the documents, the sending is made by the system
        batch = self.sudo().create(
            {"name": self.env[res_model]._care_many_name(), "res_model": res_model}
        )
        self.env["aig.care.batch.line"].sudo().create(
            [{**vals, "batch_id": batch.id} for vals in vals_list]
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Sending to Many"),
            "res_model": "aig.care.batch",
            "res_id": batch.id,
            "views": [(False, "form")],
        }


class AigCareBatchLine(models.Model):
    """The row that a line was chosen by, also where it has nothing to send."""

    _inherit = "aig.care.batch.line"  # pylint: disable=consider-merging-classes-inherited

    # Empty: the row has nothing to send
    res_id = fields.Many2oneReference(required=False)
    source_model = fields.Char(string="Row Model", readonly=True)
    source_id = fields.Many2oneReference(
        string="Row", model_field="source_model", readonly=True
    )

    _has_document = models.Constraint(
        "CHECK (res_id IS NOT NULL OR state = 'skipped')",
        "What has no document is left out.",
    )

    def action_open_source(self):
        """Open the row that was chosen."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.source_model,
            "res_id": self.source_id,
            "views": [(False, "form")],
        }

    @api.model
    def _find_document(self, row, get_document, found, reasons):
        try:
            found[row.id] = get_document(row).id
        except UserError as error:
            reasons[row.id] = str(error)

    @api.model
    def _prepare_left_out(self, row, reason):
        return {"partner_id": row.partner_id.id, "state": "skipped", "reason": reason}

    @api.model
    def _prepare_line(self, document):
        vals = super()._prepare_line(document)
        try:
            document._care_check_reviewed()
        except UserError as error:
            vals.update(state="skipped", reason=str(error))
        return vals
