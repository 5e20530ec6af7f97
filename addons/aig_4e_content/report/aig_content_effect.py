from odoo import fields, models
from odoo.tools import SQL

#: Who sees what orders are worth; others see how many there are.
MONEY_GROUPS = "aig_base.group_sales_user,aig_base.group_content_manager"

# Meetings and orders are kept as {id: amount}: posts share them, and a sum of several
# rows counts each of them once. They are those of the territory the mail was sent in:
# whoever reads the row may not read what another territory sold since.
QUERY = """
    SELECT line.id, line.post_id, post.channel_id, post.topic_id,
           post.user_id AS author_id, mailing.id AS mailing_id, mailing.partner_id,
           mailing.user_id, mailing.territory_id, mailing.company_id,
           company.currency_id, log.id AS log_id, log.date AS sent_date,
           1 AS sent_count,
           (sign.clicked IS NOT NULL)::integer AS clicked_count,
           (sign.replied IS NOT NULL)::integer AS replied_count,
           noticed.moment AS noticed_date,
           meeting.ids AS meetings,
           (SELECT COUNT(*) FROM jsonb_object_keys(meeting.ids))::integer
               AS meeting_count,
           sold.ids AS orders,
           (SELECT COUNT(*) FROM jsonb_object_keys(sold.ids))::integer AS order_count,
           (SELECT COALESCE(SUM(value::numeric), 0) FROM jsonb_each_text(sold.ids))
               AS order_amount
      FROM aig_content_mailing_line line
      JOIN aig_content_mailing mailing ON mailing.id = line.mailing_id
      JOIN aig_care_log log ON log.id = mailing.log_id AND log.is_counted
      JOIN aig_content_post post ON post.id = line.post_id
      JOIN res_company company ON company.id = mailing.company_id
CROSS JOIN LATERAL (
           SELECT MIN(date) FILTER (WHERE kind = 'clicked' AND url = line.url)
                      AS clicked,
                  MIN(date) FILTER (WHERE kind = 'replied') AS replied
             FROM aig_care_evidence WHERE log_id = log.id AND NOT by_machine) sign
CROSS JOIN LATERAL (
           SELECT LEAST(sign.clicked, sign.replied) AS moment,
                  LEAST(sign.clicked, sign.replied)
                      + company.aig_content_window * INTERVAL '1 day' AS ending) noticed
CROSS JOIN LATERAL (
           SELECT COALESCE(jsonb_object_agg(contact.id, 1), '{}') AS ids
             FROM aig_care_log contact
            WHERE contact.partner_id = mailing.partner_id
              AND contact.company_id = mailing.company_id
              AND contact.territory_id IS NOT DISTINCT FROM mailing.territory_id
              AND contact.care_type IN ('meeting', 'visit') AND contact.is_counted
              AND contact.date >= noticed.moment AND contact.date < noticed.ending
           ) meeting
CROSS JOIN LATERAL (
           SELECT COALESCE(jsonb_object_agg(sale.id, ROUND(sale.amount_untaxed
                      / COALESCE(NULLIF(sale.currency_rate, 0), 1)::numeric, 2)), '{}')
                  AS ids
             FROM res_partner family
             JOIN sale_order sale ON sale.partner_id = family.id
            WHERE family.commercial_partner_id = mailing.partner_id
              AND sale.company_id = mailing.company_id AND sale.state = 'sale'
              AND sale.aig_territory_id IS NOT DISTINCT FROM mailing.territory_id
              AND sale.date_order >= noticed.moment
              AND sale.date_order < noticed.ending) sold
     WHERE line.is_sent AND line.is_credited
"""

#: Measure -> how the rows' {id: amount} become one figure, each id once.
ONCE = {
    "meeting_count:sum": ("meetings", SQL("COUNT(*)")),
    "order_count:sum": ("orders", SQL("COUNT(*)")),
    "order_amount:sum": ("orders", SQL("COALESCE(SUM(value::numeric), 0)")),
}


class AigContentEffect(models.Model):
    """What became of a post that a customer got (A45, A50).

    A row is a post in a mail that counts. A post is credited with the whole of each
    order that its customer confirmed within the company's days after following its
    link or answering its mail (``tools/attribution.py``). Posts share orders: the sum
    of several rows counts each order and meeting once.
    """

    _name = "aig.content.effect"
    _description = "What 4E Posts Earned"
    _auto = False
    _order = "sent_date desc, id desc"
    _rec_name = "post_id"
    _depends = {
        "aig.content.mailing.line": [
            "mailing_id",
            "post_id",
            "url",
            "is_sent",
            "is_credited",
        ],
        "aig.content.mailing": [
            "partner_id",
            "user_id",
            "territory_id",
            "company_id",
            "log_id",
        ],
        "aig.content.post": ["channel_id", "topic_id", "user_id"],
        "aig.care.log": [
            "partner_id",
            "company_id",
            "territory_id",
            "care_type",
            "date",
            "is_counted",
        ],
        "aig.care.evidence": ["log_id", "kind", "url", "by_machine", "date"],
        "res.company": ["aig_content_window", "currency_id"],
        "res.partner": ["commercial_partner_id"],
        "sale.order": [
            "partner_id",
            "company_id",
            "aig_territory_id",
            "state",
            "date_order",
            "amount_untaxed",
            "currency_rate",
        ],
    }

    post_id = fields.Many2one("aig.content.post", readonly=True)
    channel_id = fields.Many2one("aig.content.channel", readonly=True)
    topic_id = fields.Many2one("aig.content.topic", readonly=True)
    author_id = fields.Many2one("res.users", readonly=True)
    mailing_id = fields.Many2one("aig.content.mailing", string="4E Mail", readonly=True)
    log_id = fields.Many2one("aig.care.log", string="Row of the Log", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    territory_id = fields.Many2one(
        "aig.territory", readonly=True, help="The customer's territory on that day."
    )
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    sent_date = fields.Datetime(string="Sent On", readonly=True)
    noticed_date = fields.Datetime(
        string="Noticed On",
        readonly=True,
        help="When a person at the customer first followed the link of the post or "
        "answered the mail. What machines do does not count.",
    )
    sent_count = fields.Integer(string="Times Sent", readonly=True)
    clicked_count = fields.Integer(
        string="Followed the Link",
        readonly=True,
        help="Mails of which a person followed this post's link.",
    )
    replied_count = fields.Integer(
        string="Answered", readonly=True, help="Mails that were answered."
    )
    meeting_count = fields.Integer(
        string="Meetings and Visits",
        readonly=True,
        help="Logged with the customer after the post was noticed. A sum counts each "
        "of them once.",
    )
    order_count = fields.Integer(
        string="Orders",
        readonly=True,
        help="Confirmed by the customer after the post was noticed. A sum counts each "
        "of them once.",
    )
    order_amount = fields.Monetary(
        string="Influenced Sales",
        readonly=True,
        groups=MONEY_GROUPS,
        help="A post is credited with the whole of each order, untaxed, that its "
        "customer confirmed within the company's days after following its link or "
        "answering its mail. Posts share orders: a sum counts each order once.",
    )
    orders = fields.Json(
        string="Orders and Amounts", readonly=True, groups=MONEY_GROUPS
    )

    @property
    def _table_query(self):
        return SQL(QUERY)

    def _read_group_select(self, aggregate_spec, query):
        # asks, too, whether the field may be read
        select = super()._read_group_select(aggregate_spec, query)
        if aggregate_spec not in ONCE:
            return select
        column, figure = ONCE[aggregate_spec]
        return SQL(
            "(SELECT %s FROM (SELECT DISTINCT pair.key, pair.value"
            " FROM jsonb_array_elements(jsonb_agg(%s)) row(content),"
            " jsonb_each_text(row.content) pair) once)",
            figure,
            SQL.identifier(self._table, column),
        )

    def action_open_mailing(self):
        """Open the mail by which the customer got the post."""
        self.ensure_one()
        return self.mailing_id.action_open()

    def action_open_orders(self):
        """Open the orders behind the figures, as far as one may see them."""
        ids = {int(order) for effect in self for order in effect.orders or ()}
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Orders After the Post Was Noticed"),
            "res_model": "sale.order",
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", sorted(ids))],
            "context": {"create": False},
        }
