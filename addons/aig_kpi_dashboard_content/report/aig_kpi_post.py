from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.aig_4e_content.models.aig_content_post import POST_STATES
from odoo.addons.aig_kpi_dashboard.tools.near import MOMENT

#: The day of a post, but that it may be one of another time zone.
NEAR = "COALESCE({0}date_published, {0}week_planned, {0}deadline, {0}create_date::date)"


class AigKpiPost(models.Model):
    """4E posts by the day of their publication, else by the planned week (A42, A47).

    Authors stand where other facts have salespeople; a post is no customer's.
    """

    _name = "aig.kpi.post"
    _description = "Post Figures"
    _inherit = ["aig.kpi.fact.mixin"]
    _auto = False
    _depends = {
        "aig.content.post": [
            "active",
            "channel_id",
            "company_id",
            "create_date",
            "date_published",
            "deadline",
            "post_type",
            "state",
            "topic_id",
            "user_id",
            "week_planned",
        ],
        "res.company": ["currency_id", "partner_id"],
        "res.partner": ["tz"],
        "res.users": ["sale_team_id"],
    }
    _kpi_record = "post_id"
    _kpi_near = MOMENT
    _kpi_lists = {
        "aig.content.post": (
            "aig_kpi_post_ids",
            "aig_4e_content.aig_content_post_action",
        )
    }

    date = fields.Date(
        help="The day of publication; before it, the planned week or the deadline."
    )
    user_id = fields.Many2one(string="Author")
    post_id = fields.Many2one("aig.content.post", readonly=True)
    channel_id = fields.Many2one("aig.content.channel", readonly=True)
    topic_id = fields.Many2one("aig.content.topic", readonly=True)
    post_type = fields.Selection(
        selection=lambda self: self.env["aig.content.post"]._selection_post_type(),
        string="Form",
        readonly=True,
    )
    state = fields.Selection(POST_STATES, readonly=True)
    post_count = fields.Integer(
        string="Posts", readonly=True, help="Without cancelled ones."
    )
    published_count = fields.Integer(string="Posts Published", readonly=True)
    planned_count = fields.Integer(
        string="Posts to Publish", readonly=True, help="Not published yet."
    )
    late_count = fields.Integer(
        string="Posts Late",
        readonly=True,
        help="Not published yet, and their deadline is over.",
    )
    published_late_count = fields.Integer(
        string="Posts Published Late", readonly=True, help="After their deadline."
    )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT post.id,
                   post.id AS post_id,
                   COALESCE(post.date_published, post.week_planned, post.deadline,
                            %(day)s) AS date,
                   %(near)s AS near,
                   post.user_id,
                   users.sale_team_id AS team_id,
                   NULL::integer AS territory_id,
                   NULL::integer AS partner_id,
                   post.company_id,
                   company.currency_id,
                   post.channel_id,
                   post.topic_id,
                   post.post_type,
                   post.state,
                   (post.state <> 'cancelled')::integer AS post_count,
                   (post.state = 'published')::integer AS published_count,
                   (post.state NOT IN ('published', 'cancelled'))::integer
                       AS planned_count,
                   (post.state NOT IN ('published', 'cancelled')
                    AND post.deadline < %(today)s)::integer AS late_count,
                   (post.state = 'published'
                    AND post.date_published > post.deadline)::integer
                       AS published_late_count
              FROM aig_content_post post
         LEFT JOIN res_users users ON users.id = post.user_id
              %(company)s
             WHERE post.active
            """,
            day=self._sql_day("post.create_date"),
            near=SQL(NEAR.format("post.")),
            today=self._sql_day(SQL("%s::timestamp", fields.Datetime.now())),
            company=self._sql_company("post.company_id"),
        )
