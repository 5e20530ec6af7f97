from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.aig_base.tools.web_link import NOT_HTTPS, flaw

from .. import link_reader
from ..tools.workflow import PUBLISHED

#: Posts whose links one run of the job opens.
BATCH = 50
#: Days for which a link is taken to be as it was found.
FRESH_DAYS = 7
#: Days after which customers hardly open a post.
OLD_DAYS = 180


class AigContentPost(models.Model):
    """The public link of a post: where salespeople send their customers (A46)."""

    _inherit = "aig.content.post"  # pylint: disable=consider-merging-classes-inherited

    link_state = fields.Selection(
        [
            ("unknown", "Not opened yet"),
            ("ok", "Answers"),
            ("broken", "Does not answer"),
        ],
        string="The Link",
        readonly=True,
        copy=False,
        default="unknown",
    )
    link_checked_date = fields.Datetime(
        string="Opened On", readonly=True, copy=False, index="btree_not_null"
    )
    link_problem = fields.Char(string="What It Answered", readonly=True, copy=False)

    _url_uniq = models.UniqueIndex(
        "(company_id, url) WHERE url IS NOT NULL AND active AND state != 'cancelled'",
        "Another post has this link already: one of them is enough.",
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {
            "link_state",
            "link_checked_date",
            "link_problem",
        }

    @api.model
    def _normalise(self, vals):
        vals = super()._normalise(vals)
        if isinstance(vals.get("url"), str):
            vals["url"] = vals["url"].strip() or False
        return vals

    def write(self, vals):
        if "url" in vals and not self.env.su:
            self._check_unpublished()
        result = super().write(vals)
        if "url" in vals:
            self._decide({"link_state": "unknown", "link_checked_date": False})
        return result

    @api.constrains("url")
    def _check_url(self):
        for post in self.filtered("url"):
            wrong = flaw(post.url)
            if wrong == NOT_HTTPS:
                raise ValidationError(
                    self.env._(
                        "“%(link)s” does not begin with https:// and the name of a"
                        " server: copy the whole address.",
                        link=post.url,
                    )
                )
            if wrong:
                raise ValidationError(
                    self.env._(
                        "“%(link)s” leads into a private network, where customers"
                        " cannot follow: use the public address.",
                        link=post.url,
                    )
                )

    def action_check_link(self):
        """Open the link now, and keep what it answered."""
        self.check_access("write")
        self._open_links()

    def _open_links(self):
        """Open the link of each post, one after another.

        :return: the posts whose page does not answer
        """
        broken = self.browse()
        for post in self.filtered("url"):
            problem = False
            try:
                link_reader.read_page(post.url)
            except link_reader.Unreachable as error:
                problem = str(error)
                broken |= post
            post._decide(
                {
                    "link_state": "broken" if problem else "ok",
                    "link_problem": problem,
                    "link_checked_date": fields.Datetime.now(),
                }
            )
        return broken

    def _check_move(self, state):
        result = super()._check_move(state)
        policy = self.company_id.aig_content_link_policy
        if state == PUBLISHED and policy == "block" and self._open_links():
            raise UserError(
                self.env._(
                    "%(link)s does not answer (%(problem)s): publish “%(post)s” when"
                    " its page is there.",
                    link=self.url,
                    problem=self.link_problem,
                    post=self.name,
                )
            )
        return result

    def _after_move(self, state):
        result = super()._after_move(state)
        if state == PUBLISHED and "warn" in self.company_id.mapped(
            "aig_content_link_policy"
        ):
            # sudo: whoever publishes wakes the job that opens links
            self.env.ref(
                "aig_4e_content.ir_cron_aig_content_post_links"
            ).sudo()._trigger()
        return result

    @api.model
    def _cron_check_links(self):
        """Open links that were not opened lately, the oldest news first."""
        now = fields.Datetime.now()
        domain = [
            ("state", "=", PUBLISHED),
            ("url", "!=", False),
            ("company_id.aig_content_link_policy", "!=", "off"),
            ("date_published", ">=", now.date() - timedelta(OLD_DAYS)),
            "|",
            ("link_checked_date", "=", False),
            ("link_checked_date", "<", now - timedelta(FRESH_DAYS)),
        ]
        cron = self.env["ir.cron"]
        posts = self.search(domain, limit=BATCH, order="link_checked_date, id")
        cron._commit_progress(remaining=self.search_count(domain))
        for post in posts:
            post._open_links()
            if not cron._commit_progress(1):
                break
