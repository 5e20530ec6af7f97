from odoo import api, fields, models
from odoo.exceptions import UserError


class AigContentMailing(models.Model):
    """Choosing what else to send."""

    _inherit = "aig.content.mailing"  # pylint: disable=consider-merging-classes-inherited

    def action_choose(self):
        """Open the published posts, to choose those of this mail (A46)."""
        self.ensure_one()
        self._check_draft()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "aig_4e_content.aig_content_post_action_choose"
        )
        name = self.env._(
            "Posts for %(customer)s", customer=self.partner_id.display_name
        )
        return action | {
            "name": name,
            "context": {"aig_mailing_id": self.id, "search_default_fresh": 1},
        }


class AigContentPost(models.Model):
    """Choosing posts for a mail, and from a post to a mail (A46).

    The context says for which mail (``aig_mailing_id``); rights are asked of the
    records.
    """

    _inherit = "aig.content.post"  # pylint: disable=consider-merging-classes-inherited

    is_chosen = fields.Boolean(string="Chosen", compute="_compute_is_chosen")
    is_got = fields.Boolean(
        string="Customer Has It", compute="_compute_is_chosen", search="_search_is_got"
    )

    @api.depends_context("aig_mailing_id")
    def _compute_is_chosen(self):
        mailing = self._get_mailing_asked()
        chosen = set(mailing.line_ids.post_id.ids)
        got = self._get_got_asked()
        for post in self:
            post.is_chosen = post._origin.id in chosen
            post.is_got = post._origin.id in got

    @api.model
    def _search_is_got(self, operator, value):
        if operator != "in":
            return NotImplemented
        is_got = [("id", "in", list(self._get_got_asked()))]
        return is_got if True in value else ["!", *is_got]

    @api.model
    def _get_mailing_asked(self):
        """The mail that is being chosen for, if the user may see it."""
        mailing = self.env["aig.content.mailing"].browse(
            self.env.context.get("aig_mailing_id") or []
        )
        return mailing.exists()._filtered_access("read")

    @api.model
    def _get_got_asked(self):
        mailing = self._get_mailing_asked()
        return mailing._get_got_posts()[mailing.partner_id.id] if mailing else ()

    def _check_mailing_asked(self):
        """Return the mail that is being chosen for.

        :raises UserError: there is none any more
        """
        mailing = self._get_mailing_asked()
        if not mailing:
            raise UserError(
                self.env._("Open the choice anew from the customer or the plan's row.")
            )
        mailing._leave_to_people()
        return mailing

    def action_choose(self):
        """Choose these posts for the mail; the choice is saved at once (A46)."""
        mailing = self._check_mailing_asked()
        self._check_sendable()
        mailing._add(self)
        return True

    def action_leave_out(self):
        """Take these posts out of the mail."""
        lines = self._check_mailing_asked().line_ids
        lines.filtered(lambda line: line.post_id in self).unlink()
        return True

    def action_mail_chosen(self):
        """Open the ready mail with what was chosen."""
        return self._check_mailing_asked().action_care_compose()

    def action_send_to_customer(self):
        """Tell a customer of these posts: pick the customer, then send (A46).

        :raises UserError: nothing was chosen, or it is not published
        """
        if not self:
            raise UserError(self.env._("Choose posts first."))
        self._check_sendable()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "aig_4e_content.res_partner_action_mailing"
            ),
            "context": {
                "aig_post_ids": self.ids,
                "search_default_aig_with_territory": 1,
            },
        }


class ResPartner(models.Model):
    """Telling a customer of posts."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    def action_aig_send_posts(self):
        """Open the ready mail to this customer with the posts picked before (A46).

        :raises UserError: no post was picked
        """
        self.ensure_one()
        posts = self.env["aig.content.post"].browse(
            self.env.context.get("aig_post_ids") or []
        )
        posts = posts.exists()
        if not posts:
            raise UserError(self.env._("Choose posts first."))
        mailing = self.env["aig.content.mailing"]._get_draft(self)
        mailing._leave_to_people()
        lines = mailing.line_ids
        lines.filtered(lambda line: line.post_id not in posts).unlink()
        mailing._add(posts)
        return mailing.action_care_compose()

    def action_aig_send_4e(self):
        """Open the ready mail with what is suggested for this customer (A49)."""
        self.ensure_one()
        return self.env["aig.content.mailing"]._get_draft(self).action_send_suggested()
