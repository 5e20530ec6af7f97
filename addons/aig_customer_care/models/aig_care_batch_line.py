from odoo import api, fields, models
from odoo.exceptions import UserError


class AigCareBatchLine(models.Model):
    """One document of a sending to many, and what became of its mail."""

    _name = "aig.care.batch.line"
    _description = "Mail of a Sending"
    _order = "batch_id, id"
    _rec_name = "partner_id"

    batch_id = fields.Many2one(
        "aig.care.batch",
        string="Sending to Many",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    user_id = fields.Many2one(related="batch_id.user_id", store=True, index=True)
    territory_id = fields.Many2one(
        related="batch_id.territory_id", store=True, index=True
    )
    res_model = fields.Char(related="batch_id.res_model")
    res_id = fields.Many2oneReference(
        string="Document", model_field="res_model", required=True, readonly=True
    )
    partner_id = fields.Many2one(
        "res.partner", string="Customer", readonly=True, ondelete="restrict"
    )
    recipients = fields.Char(readonly=True)
    send_key = fields.Char(readonly=True)
    state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("handed", "Handed Over"),
            ("failed", "Failed"),
            ("skipped", "Left Out"),
        ],
        string="Step",
        required=True,
        readonly=True,
        default="waiting",
    )
    reason = fields.Char(string="Reason Left Out", readonly=True)
    # Read by: the result follows the row's state
    log_id = fields.Many2one(
        "aig.care.log", string="Care Log Row", readonly=True, index="btree_not_null"
    )
    result = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("queued", "Queued"),
            ("sent", "Sent"),
            ("failed", "Failed"),
            ("skipped", "Left Out"),
        ],
        compute="_compute_result",
        store=True,
        help="Sent: the mail left. Failed: Odoo or the mail server refused it.",
    )
    failure = fields.Text(string="Why Not", compute="_compute_failure")

    _document_uniq = models.Constraint(
        "UNIQUE (batch_id, res_id)", "A document is sent once in a sending."
    )
    # Read by: the job, for its next lines
    _waiting_idx = models.Index("(batch_id, id) WHERE state = 'waiting'")

    @api.depends("state", "log_id.state")
    def _compute_result(self):
        for line in self:
            result = line.state
            if result == "handed":
                result = line.log_id.state or "queued"
                if result == "cancelled":
                    result = "skipped"
            line.result = result

    @api.depends("reason", "log_id.failure_reason")
    def _compute_failure(self):
        for line in self:
            line.failure = line.reason or line.log_id.failure_reason

    def action_open_document(self):
        """Open the document that was sent."""
        self.ensure_one()
        log = self.env["aig.care.log"]
        return log._prepare_document_action(self.res_model, self.res_id)

    @api.model
    def _prepare_line(self, document):
        """Return the values for one document, with the reason if it cannot be sent."""
        vals = {
            "res_id": document.id,
            "partner_id": document._care_partner().id,
        }
        try:
            document._care_check_write()
            document._care_check_ready()
            people = document._care_recipients()
        except UserError as error:
            return {**vals, "state": "skipped", "reason": str(error)}
        names = [person.email_formatted or person.name for person in people]
        return {**vals, "recipients": ", ".join(names)}

    def _hand_over_many(self):
        """Hand many mails to the queue at once; return the lines left waiting.

        Those are being sent by somebody else at this moment.
        """
        busy = self.browse()
        todo = self._skip_sent()
        for lines in todo.grouped("batch_id").values():
            documents = lines._get_documents()
            templates = {doc.id: doc._care_mail_template() for doc in documents}
            alike = lines.grouped(lambda line, of=templates: of[line.res_id])
            for template, same in alike.items():
                for part in same._split_by_customer():
                    busy |= part._send_alike(template)
        return busy

    def _skip_sent(self):
        """Leave out what was sent already; return the others."""
        # sudo: the row may belong to a colleague
        logs = self.env["aig.care.log"].sudo()
        sent = logs.search([("send_key", "in", self.mapped("send_key"))])
        known = sent.grouped("send_key")
        for line in self.filtered(lambda line: line.send_key in known):
            line._skip_as_sent(known[line.send_key])
        return self.filtered(lambda line: line.send_key not in known)

    def _split_by_customer(self):
        """Give lines of different customers: what a customer gets first counts."""
        left = self
        while left:
            first = self.browse(
                lines[0].id for lines in left.grouped("partner_id").values()
            )
            yield first
            left -= first

    def _send_alike(self, template):
        """Send by one composer; return the lines that somebody else is sending."""
        documents = self._get_documents()
        # as values: the same context, thus the same environment, for each chunk
        vals = {
            name.removeprefix("default_"): value
            for name, value in documents._care_compose_context(template).items()
            if name.startswith("default_")
        }
        documents = documents.with_context(force_email=True, aig_care_queue=True)
        composer = documents.env["mail.compose.message"].create(vals)
        keys = {line.res_id: line.send_key for line in self}
        reasons, busy = composer._aig_send_many(documents, keys)
        logs = self.env["aig.care.log"].sudo()  # sudo: see _skip_sent
        sent = logs.search([("send_key", "in", self.mapped("send_key"))])
        rows = {log.send_key: log.id for log in sent}
        handed = self.filtered(lambda line: line.send_key in rows)
        handed.state = "handed"
        for line in handed:
            line.log_id = rows[line.send_key]
        for line in self - handed:
            if line.res_id in reasons:
                line.write({"state": "failed", "reason": reasons[line.res_id]})
        return self.filtered(lambda line: line.res_id in busy.ids)

    def _skip_as_sent(self, log):
        reason = self.env._("This was already sent by %(user)s.", user=log.user_id.name)
        self.write({"state": "skipped", "reason": reason})

    def _hand_over(self):
        """Hand the mail to the queue, as the composer's Send does, and say so here.

        In the name of the salesperson: what may not be sent by hand is not sent here.
        """
        self.ensure_one()
        logs = self.env["aig.care.log"]
        log = logs._find_sent(self.send_key)
        if log:
            self._skip_as_sent(log)
            return
        document = self._get_document()
        context = document.action_care_compose()["context"]
        composer = document.env["mail.compose.message"].with_context(
            **context, aig_care_queue=True
        )
        composer.create({"aig_send_key": self.send_key}).action_send_mail()
        self.write({"state": "handed", "log_id": logs._find_sent(self.send_key).id})

    def _get_document(self):
        self.ensure_one()
        return self._get_documents()

    def _get_documents(self):
        """Return the documents of these lines of one sending, as its salesperson."""
        batch = self.batch_id
        return (
            self.env[batch.res_model]
            .with_user(batch.user_id)
            .with_company(batch.company_id)
            .with_context(lang=batch.user_id.lang)
            .browse(self.mapped("res_id"))
        )
