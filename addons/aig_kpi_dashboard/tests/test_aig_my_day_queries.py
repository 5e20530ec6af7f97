from odoo.tests import tagged

from .common import AigMyDayCase


@tagged("post_install", "-at_install", "aig_performance")
class TestAigMyDayQueries(AigMyDayCase):
    """The page asks as often for many customers as for few."""

    def fill(self, number):
        """Customers with all that the lists of this addon show."""
        customers = self.env["res.partner"].create(
            [
                {
                    "name": f"Customer {number} {index}",
                    "is_company": True,
                    "aig_territory_id": self.territory_north.id,
                    "user_id": self.user_sales_north.id,
                }
                for index in range(number)
            ]
        )
        deals = self.env["crm.lead"].create(
            [
                {
                    "name": f"Deal of {customer.name}",
                    "type": "opportunity",
                    "partner_id": customer.id,
                    "user_id": self.user_sales_north.id,
                }
                for customer in customers
            ]
        )
        for deal in deals:
            deal.message_post(
                body="Which size?",
                author_id=deal.partner_id.id,
                message_type="email",
                subtype_xmlid="mail.mt_comment",
            )
        monday = self.company._aig_this_monday()
        plan = self.env["aig.care.contact.plan"].search(
            [("user_id", "=", self.user_sales_north.id), ("week_start", "=", monday)]
        ) or self.env["aig.care.contact.plan"].create(
            {"user_id": self.user_sales_north.id, "week_start": monday}
        )
        for customer in customers:
            self.remind(customer, days=-1)
            self.env["aig.care.contact.plan.line"].create(
                {"plan_id": plan.id, "partner_id": customer.id, "day": monday}
            )
            log = self.log(
                customer,
                days=-3,
                care_type="other",
                res_model="res.partner",
                res_id=customer.id,
            )
            log._note_sign("replied", customer.id, by_machine=False)
        return customers

    def count(self):
        day = self.env["aig.my.day"].with_user(self.user_sales_north)
        for _warm_up in range(2):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            day.get_day()
        return self.env.cr.sql_log_count - before

    def test_queries_do_not_grow_with_idle_customers(self):
        """Nothing else of them is read before."""

        def fill(number):
            for index in range(number):
                self._new_customer(
                    f"Idle {number} {index}",
                    self.territory_north,
                    user_id=self.user_sales_north.id,
                )

        fill(3)
        few = self.count()
        fill(30)
        self.assertLessEqual(self.count(), few)

    def test_queries_do_not_grow(self):
        self.fill(3)
        few = self.count()
        self.fill(30)
        self.assertEqual(self.count(), few)
