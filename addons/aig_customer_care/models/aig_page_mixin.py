from odoo import api, fields, models
from odoo.tools import consteq, hmac

from ..tools.page_link import NotALink, read, read_number


class AigPageMixin(models.AbstractModel):
    """A document with a page that customers open by a signed link (A36, A41).

    Whoever has the link sees the page, until its last day or until the document's links
    are revoked. Nothing in a link can be guessed or changed. A model says on which path
    the page is, under which scope its links are signed, and what they say.
    """

    _name = "aig.page.mixin"
    _description = "Document with a Page for Customers"

    #: What ``hmac`` signs for, so that no link of one model opens another's page. To
    #: change it ends all links that were sent.
    _page_scope = ""
    _page_path = ""
    #: Makes of its text what a link says, here the number of a record; see ``Link``.
    _page_what = staticmethod(read_number)

    link_number = fields.Integer(
        string="Times Links Were Revoked",
        readonly=True,
        copy=False,
        aggregator=None,
        help="It is part of each link that is sent: counting up ends all earlier ones.",
    )

    def _get_page_path(self, link):
        """The path of the page by a link, signed now."""
        return f"{self._page_path}/{self.id}/{link}-{self._sign_link(link)}"

    def _sign_link(self, link):
        # sudo: the secret of the database is nobody's to read
        env = self.sudo().env
        return hmac(env, self._page_scope, link.signed(self.id, self.link_number))

    @api.model
    def _read_link(self, record_id, token):
        """The document and the link of an address that was asked for; in sudo.

        :return: ``(document, Link)``, or ``(no document, None)`` when the link is not
            ours, is revoked, or its document is archived. Whether it is over is for
            the caller to see.
        """
        nothing = self.browse(), None
        try:
            link, signature = read(token, self._page_what)
        except NotALink:
            return nothing
        record = self.search([("id", "=", record_id)])
        if not record or not consteq(signature, record._sign_link(link)):
            return nothing
        return record, link

    def action_revoke_links(self):
        """End all links to the page that were sent so far."""
        self.check_access("write")
        # sudo: nobody types the number; the right to write was asked for above
        for record in self.sudo():
            record.link_number += 1
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("The links that were sent no longer work."),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
