from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"  # pylint: disable=consider-merging-classes-inherited

    aig_content_link_policy = fields.Selection(
        [
            ("off", "Do not open it"),
            ("warn", "Show when it does not answer"),
            ("block", "Publish only what answers"),
        ],
        string="Links of posts",
        required=True,
        default="warn",
        help="Whether the server opens the link of a post to see that its page is"
        " there. A link that is not https or leads into a private network is refused"
        " in any case.",
    )
