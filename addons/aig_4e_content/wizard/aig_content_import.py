import base64
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.aig_base.tools.web_link import flaw

from .. import link_reader
from ..tools.page_head import Head, links_of
from ..tools.workflow import DRAFT, PUBLISHED, needed

#: Links of one list: they are opened while the author waits.
MOST = 40
READERS = 8


class AigContentImport(models.TransientModel):
    """Posts from a pasted list of links (A46).

    Titles, summaries and pictures are read from the pages where those answer, and
    asked for where they do not.
    """

    _name = "aig.content.import"
    _description = "Posts from Links"

    links = fields.Text(help="One link a line; other words around them do no harm.")
    channel_id = fields.Many2one("aig.content.channel", required=True)
    topic_id = fields.Many2one("aig.content.topic")
    post_type = fields.Selection(
        selection=lambda self: self.env["aig.content.type"]._get_selection(),
        string="Form",
        required=True,
        default=lambda self: self.env["aig.content.post"]._default_post_type(),
    )
    is_published = fields.Boolean(
        string="Published Already",
        default=True,
        help="Publish them at once, where the channel allows; else they are drafts.",
    )
    line_ids = fields.One2many("aig.content.import.line", "import_id", "Found")

    def action_read(self):
        """Open each link and show what its page says.

        :raises UserError: no link, or too many at once
        """
        self.ensure_one()
        links = links_of(self.links or "")
        if not links:
            raise UserError(self.env._("Paste the links of posts first, one a line."))
        if len(links) > MOST:
            raise UserError(
                self.env._(
                    "These are %(count)s links: paste %(most)s at most at once.",
                    count=len(links),
                    most=MOST,
                )
            )
        self.line_ids = [
            Command.clear(),
            *(Command.create(vals) for vals in self._prepare_lines(links)),
        ]
        return self._reopen()

    def _prepare_lines(self, links):
        # sudo: a link of a post that the user may not read is taken, too
        known = self.env["aig.content.post"].sudo()
        taken = {
            post.url: post.name
            for post in known.search_fetch(
                [("url", "in", links), ("state", "!=", "cancelled")], ["url", "name"]
            )
        }
        usable = [link for link in links if not flaw(link) and link not in taken]
        with ThreadPoolExecutor(READERS) as readers:
            heads = dict(zip(usable, readers.map(_read, usable), strict=True))
        for link in links:
            if link in taken:
                problem = self.env._("It is there: “%(post)s”.", post=taken[link])
            elif link not in heads:
                problem = self.env._("No public address that begins with https://.")
            elif heads[link][0].title:
                problem = False
            else:
                problem = self.env._("The page does not say its title: type it.")
            head, picture = heads.get(link, (Head(), b""))
            yield {
                "url": link,
                "name": head.title,
                "summary": head.summary,
                "image": base64.b64encode(picture),
                "problem": problem,
                "is_usable": link in heads,
            }

    def action_create(self):
        """Make a post of each usable line and open them.

        :raises UserError: a line has no title, or no line is usable
        """
        self.ensure_one()
        lines = self.line_ids.filtered("is_usable")
        if not lines:
            raise UserError(self.env._("None of these links can become a post."))
        untitled = lines.filtered(lambda line: not (line.name or "").strip())
        if untitled:
            raise UserError(
                self.env._(
                    "Type a title for %(links)s.",
                    links=", ".join(untitled.mapped("url")),
                )
            )
        free = not needed(self.channel_id.approval_mode) and not any(
            self.channel_id.check_ids.mapped("is_required")
        )
        state = PUBLISHED if self.is_published and free else DRAFT
        posts = self.env["aig.content.post"].create(
            [{**line._prepare_post(), "state": state} for line in lines]
        )
        action = self.env["ir.actions.actions"]._for_xml_id(
            "aig_4e_content.aig_content_post_action"
        )
        return {
            **action,
            "path": False,
            "domain": [("id", "in", posts.ids)],
            "views": [(False, "list"), (False, "form")],
        }

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Posts from Links"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }


class AigContentImportLine(models.TransientModel):
    """A link of a pasted list."""

    _name = "aig.content.import.line"
    _description = "Link to Become a Post"

    import_id = fields.Many2one(
        "aig.content.import", required=True, index=True, ondelete="cascade"
    )
    url = fields.Char(string="Link", required=True, readonly=True)
    name = fields.Char(string="Title")
    summary = fields.Text()
    image = fields.Binary(string="Picture", attachment=False)
    problem = fields.Char(string="What Is Wrong", readonly=True)
    is_usable = fields.Boolean(readonly=True)

    def _prepare_post(self):
        self.ensure_one()
        job = self.import_id
        return {
            "name": self.name.strip(),
            "url": self.url,
            "summary": self.summary,
            "image": self.image,
            "channel_id": job.channel_id.id,
            "topic_id": job.topic_id.id,
            "post_type": job.post_type,
        }


def _read(link):
    """Head and picture of a page, empty where it does not answer."""
    head, picture = Head(), b""
    with suppress(link_reader.Unreachable):
        head = link_reader.read_page(link)
        if head.picture:
            picture = link_reader.read_picture(head.picture)
    return head, picture
