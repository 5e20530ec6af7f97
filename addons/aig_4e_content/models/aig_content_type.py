import re

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import remove_accents


class AigContentType(models.Model):
    """A form that content takes: article, newsletter, video, share (A43).

    ``aig.content.post.post_type`` offers the codes of these rows, so that another form
    is a row more and no release.
    """

    _name = "aig.content.type"
    _description = "Form of Content"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        compute="_compute_code",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        help="Kept on each post; does not change.",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _code_uniq = models.Constraint(
        "UNIQUE (code)", "Another form of content has this code already."
    )

    @api.depends("name")
    def _compute_code(self):
        """People name a form; only what is imported has a code of its own."""
        for kind in self:
            plain = remove_accents(kind.name or "").casefold().replace("đ", "d")
            kind.code = kind.code or re.sub(r"[^a-z0-9]+", "_", plain).strip("_")

    def write(self, vals):
        if "code" in vals and any(kind.code != vals["code"] for kind in self):
            self._check_unused()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_used(self):
        self._check_unused()

    def _check_unused(self):
        """Refuse to take away what posts are called by.

        :raises UserError: naming the form that is used
        """
        # sudo: posts that the user may not read are called by it, too
        posts = self.env["aig.content.post"].sudo().with_context(active_test=False)
        used = {
            code
            for (code,) in posts._read_group(
                [("post_type", "in", self.mapped("code"))], ["post_type"]
            )
        }
        for kind in self:
            if kind.code in used:
                raise UserError(
                    self.env._(
                        "Posts are of the form “%(form)s”: archive it instead.",
                        form=kind.name,
                    )
                )

    @api.model
    def _get_selection(self):
        """Return codes and names, archived ones last: old posts keep theirs."""
        # sudo: names of forms are no secret, posts are read by several roles
        kinds = self.sudo().search([("active", "in", (True, False))])
        kinds = kinds.sorted(lambda kind: not kind.active)
        return [(kind.code, kind.name) for kind in kinds]
