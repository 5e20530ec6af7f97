from datetime import timedelta

from odoo import api, fields, models

REMINDER = "aig_voucher.mail_activity_type_gift"
#: Gifts of one company whose reminders are saved at once.
BATCH = 100


class AigVoucherPackageLine(models.Model):
    """Reminds of gifts that are to be delivered, once for each due day."""

    _inherit = "aig.voucher.package.line"  # pylint: disable=consider-merging-classes-inherited

    reminder_id = fields.Many2one(
        "mail.activity", readonly=True, copy=False, ondelete="set null"
    )
    reminded_date = fields.Date(
        "Reminded of", readonly=True, copy=False, help="The due day of the reminder."
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"reminder_id", "reminded_date"}

    def write(self, vals):
        moved = self.filtered("reminder_id") if "due_date" in vals else self.browse()
        result = super().write(vals)
        # sudo: a reminder of another day is no use to anybody
        moved = moved.sudo().filtered(lambda gift: gift.due_date != gift.reminded_date)
        moved.reminder_id.unlink()
        if moved:
            moved.reminded_date = False
        return result

    @api.model
    def _cron_remind(self):
        """Give each salesperson an activity for each gift that is due soon."""
        crons = self.env["ir.cron"]
        # days are the company's own, and companies are few
        companies = self.env["res.company"].search([])  # pylint: disable=no-search-all
        for company in companies:
            domain = self._get_due_domain(company)
            gifts = self.search(domain, limit=BATCH, order="due_date, id")
            while gifts:
                left = self.search_count(domain) - len(gifts)
                gifts._remind()
                if not crons._commit_progress(len(gifts), remaining=left):
                    return
                gifts = self.search(domain, limit=BATCH, order="due_date, id")

    @api.model
    def _get_due_domain(self, company):
        soon = company._aig_today() + timedelta(company.aig_gift_remind_days)
        return [
            ("company_id", "=", company.id),
            ("delivered_date", "=", False),
            ("due_date", "<=", soon),
            ("reminded_date", "=", False),
            ("package_id.chosen_voucher_ids.state", "=", "chosen"),
        ]

    def _remind(self):
        for gift in self:
            voucher = gift.package_id.voucher_id
            theirs = gift.with_context(lang=voucher.user_id.lang)
            gift.write(
                {
                    "reminded_date": gift.due_date,
                    "reminder_id": voucher.activity_schedule(
                        REMINDER,
                        date_deadline=gift.due_date,
                        summary=theirs.env._(
                            "Deliver “%(gift)s” to %(customer)s",
                            gift=theirs.gift_id.name,
                            customer=voucher.partner_id.display_name,
                        ),
                        user_id=voucher.user_id.id,
                    ).id,
                }
            )

    def _set_delivery(self, delivery):
        result = super()._set_delivery(delivery)
        # sudo: whoever delivers ends the reminder, whosever it is
        reminder = self.sudo().reminder_id
        if delivery and reminder.active:
            reminder.action_feedback()
        return result


class AigVoucherPackage(models.Model):
    _inherit = "aig.voucher.package"  # pylint: disable=consider-merging-classes-inherited

    chosen_voucher_ids = fields.One2many(
        "aig.voucher", "chosen_package_id", string="Chosen in", readonly=True
    )


class AigVoucher(models.Model):
    _name = "aig.voucher"
    _inherit = ["aig.voucher", "mail.activity.mixin"]

    # Read by: the vouchers in which a package was chosen
    chosen_package_id = fields.Many2one(index="btree_not_null")

    def _release_choice(self):
        gifts = self.chosen_package_id.line_ids
        result = super()._release_choice()
        # sudo: gifts that are not given need no reminder
        gifts = gifts.sudo()
        gifts.reminder_id.unlink()
        if gifts:
            gifts.write({"reminded_date": False, "due_date": False})
        return result
