from odoo import fields, models
from odoo.fields import Command


class AigVoucher(models.Model):
    """A voucher that was sent is not changed: a new revision follows it (A37)."""

    _inherit = "aig.voucher"  # pylint: disable=consider-merging-classes-inherited

    revision = fields.Integer(default=1, readonly=True, copy=False, aggregator=None)
    # Read by: superseded_by_ids
    supersedes_id = fields.Many2one(
        "aig.voucher",
        string="Replaces",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    superseded_by_ids = fields.One2many(
        "aig.voucher", "supersedes_id", string="Replaced By", readonly=True
    )

    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"revision", "supersedes_id"}

    def _prepare_name(self, vals):
        """The next number, or that of the voucher it follows with its revision."""
        former = self.browse(vals.get("supersedes_id") if self.env.su else False)
        if not former:
            return self.env["ir.sequence"].next_by_code("aig.voucher") or "/"
        number = former.name.removesuffix(f"-{former.revision}")
        return f"{number}-{former.revision + 1}"

    def _revise(self):
        """Cancel what was sent, and return a draft with the same number after it.

        Points are what the plan promises now. Packages that fit are taken over.

        :raises AccessError: the user may not write the voucher
        """
        self.ensure_one()
        packages = self.package_ids
        self._withdraw()
        self.flush_recordset(["state"])  # before the unique index looks
        # sudo: revision and forerunner are guarded; _decide has asked for the right
        revision = self.sudo().create(
            {
                "plan_line_id": self.plan_line_id.id,
                "supersedes_id": self.id,
                "revision": self.revision + 1,
            }
        )
        revision = revision.with_env(self.env)
        for package in packages:
            if package.total_value <= revision.amount:
                revision._take_over(package)
        return revision

    def _take_over(self, package):
        """Add a package with the values its gifts had."""
        self.env["aig.voucher.package"].create(
            {
                "name": package.name,
                "sequence": package.sequence,
                "voucher_id": self.id,
                "line_ids": [
                    Command.create(line._prepare_copy()) for line in package.line_ids
                ],
            }
        )

    def _care_after_feedback(self, feedback):
        result = super()._care_after_feedback(feedback)
        if feedback.opinion == "change":
            for voucher in self:
                if voucher.state in ("sent", "chosen"):
                    voucher._revise()
        return result
