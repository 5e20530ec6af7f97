from odoo import fields, models


class AigCareEvidence(models.Model):
    """What shows that a mail was noticed, person by person (A50, A51).

    Rows are written by the system when a link of the mail or its picture is asked
    for, or when an answer comes in; nobody changes or deletes them. The same thing
    done again by the same person adds no row, so strangers cannot fill the table.
    """

    _name = "aig.care.evidence"
    _description = "Evidence of a Mail"
    _order = "id desc"
    _rec_name = "kind"

    # Read by: the counts and the list on the log's row
    log_id = fields.Many2one(
        "aig.care.log",
        string="Care Log Row",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    partner_id = fields.Many2one(
        "res.partner", string="Recipient", readonly=True, ondelete="restrict"
    )
    customer_id = fields.Many2one(related="log_id.partner_id", store=True)
    kind = fields.Selection(
        [("opened", "Opened"), ("clicked", "Clicked"), ("replied", "Replied")],
        string="Sign",
        required=True,
        readonly=True,
    )
    by_machine = fields.Boolean(
        readonly=True,
        help="A mail server, virus scanner or privacy proxy did it: no sign of a"
        " person.",
    )
    date = fields.Datetime(string="First Seen", required=True, readonly=True)
    url = fields.Char(string="Link", readonly=True)
    agent = fields.Char(string="Program", readonly=True)

    _sign_uniq = models.UniqueIndex(
        "(log_id, COALESCE(partner_id, 0), kind, by_machine, md5(COALESCE(url, '')))",
        "This is known already.",
    )
    # Read by: the customer's timeline
    _replied_idx = models.Index(
        "(customer_id, date DESC, id DESC) WHERE kind = 'replied'"
    )
