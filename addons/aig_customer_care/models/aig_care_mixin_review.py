from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

REVIEW_FIELDS = {"care_reviewed_by_id", "care_reviewed_date"}


class AigCareMixin(models.AbstractModel):
    """The review that a kind of document needs before it is sent (A34, A52).

    A kind with a review sets ``_care_has_review``, offers a button that calls
    ``_care_set_reviewed`` and calls ``_care_undo_review`` whenever what the customer
    would read changes. Without a review of what it says now, nothing is sent.
    """

    _inherit = "aig.care.mixin"  # pylint: disable=consider-merging-classes-inherited

    #: Whether somebody must have looked at it before it is sent.
    _care_has_review = False

    care_reviewed_by_id = fields.Many2one(
        "res.users", string="Reviewed By", readonly=True, copy=False
    )
    care_reviewed_date = fields.Datetime(
        string="Reviewed On", readonly=True, copy=False
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._care_refuse_typed_review({name for name in vals if vals[name]})
        return super().create(vals_list)

    def write(self, vals):
        self._care_refuse_typed_review(vals.keys())
        return super().write(vals)

    def _care_refuse_typed_review(self, names):
        if REVIEW_FIELDS & names and not self.env.su:
            raise AccessError(
                self.env._("A review is not typed: use the button of the document.")
            )

    def _care_is_reviewed(self):
        """Whether what the document says now has been reviewed."""
        self.ensure_one()
        return not self._care_has_review or bool(self.care_reviewed_date)

    def _care_check_reviewed(self):
        """Refuse what nobody has looked at.

        :raises UserError: it has not been reviewed since it last changed
        """
        for document in self:
            if not document._care_is_reviewed():
                raise UserError(document._care_review_sentence())

    def _care_review_sentence(self):
        """Return what is wrong and what to do; override to name the button."""
        return self.env._(
            "%(document)s has not been reviewed since it last changed: review it, then"
            " send it.",
            document=self.display_name,
        )

    def _care_set_reviewed(self):
        """Keep who reviewed it, and when; for whoever may write the document."""
        self.check_access("write")
        # sudo: nobody types a review; the right was checked above
        self.sudo().write(
            {
                "care_reviewed_by_id": self.env.uid,
                "care_reviewed_date": fields.Datetime.now(),
            }
        )

    def _care_undo_review(self):
        """Take the review back, because what the customer would read has changed."""
        # sudo: nobody types a review
        self.sudo().filtered("care_reviewed_date").write(
            {"care_reviewed_by_id": False, "care_reviewed_date": False}
        )
