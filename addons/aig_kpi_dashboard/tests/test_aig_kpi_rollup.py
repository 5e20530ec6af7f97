import random
from datetime import date, datetime, timedelta

from freezegun import freeze_time

from odoo.tests import tagged

from ..report.aig_kpi_care import KINDS
from .checks import FactChecks
from .test_aig_kpi_money import MoneyCase

FIRST = date(2026, 6, 25)
DAYS = 140
#: Figure -> what the list behind it adds up, by fact.
AMOUNTS = {
    "aig.kpi.care": {},
    "aig.kpi.deal": {
        "opened_revenue": "expected_revenue",
        "expected_revenue": "expected_revenue",
        "prorated_revenue": "prorated_revenue",
        "won_revenue": "expected_revenue",
        "lost_revenue": "expected_revenue",
    },
    "aig.kpi.order": {"proposal_amount": "amount_untaxed", "amount": "amount_untaxed"},
    "aig.kpi.revenue": {"amount": "amount_untaxed_signed"},
    "aig.kpi.cash": {},  # of a payment a part may be outside what was asked for
    "aig.kpi.receivable": {
        "amount": "amount_residual",
        "due_amount": "amount_residual",
        "not_due_amount": "amount_residual",
    },
}


@tagged("post_install", "-at_install")
@freeze_time("2026-11-20 03:00:00")
class TestAigKpiRollup(FactChecks, MoneyCase):
    """Figures of a company's half year add up, and open what they count."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.chance = random.Random(7)
        hanoi = cls._new_territory("Hanoi", "T-HN", parent_id=cls.territory_north.id)
        cls.territory_hanoi = hanoi
        cls.customer_hanoi = cls._new_customer("Hanoi Customer", hanoi)
        cls.customer_hanoi.property_account_receivable_id = cls.receivable
        cls.places = [
            (cls.user_sales_north, cls.customer_north),
            (cls.user_sales_north_2, cls.customer_hanoi),
            (cls.user_sales_south, cls.customer_south),
            (cls.user_no_territory, cls.customer_south),
        ]
        for place in cls.places:
            for number in range(4):
                cls.make_deal(*place, ("won", "lost", "open", "archived")[number])
                cls.make_order(*place, ("draft", "cancelled", "sale", "sale")[number])
                cls.make_bill(*place, number)
                cls.make_log(*place)
        cls.env.flush_all()
        cls.env.invalidate_all()

    @classmethod
    def moment(cls):
        """Any hour; half of them lie at the end of the Vietnamese day."""
        day = FIRST + timedelta(days=cls.chance.randrange(DAYS))
        hour = cls.chance.choice((3, 9, 16, 17))
        return datetime(day.year, day.month, day.day, hour, 30)

    @classmethod
    def set_created(cls, record):
        record.flush_recordset()
        cls.env.cr.execute(
            f"UPDATE {record._table} SET create_date = %s WHERE id = %s",
            (cls.moment(), record.id),
        )

    @classmethod
    def make_deal(cls, user, customer, fate):
        deal = cls._new_lead(
            customer, user, expected_revenue=cls.chance.randrange(1, 10**6)
        )
        cls.set_created(deal)
        if fate == "won":
            deal.action_set_won()
        elif fate == "lost":
            deal.action_set_lost()
        elif fate == "archived":
            deal.active = False
        if fate in ("won", "lost"):
            deal.date_closed = cls.moment()

    @classmethod
    def make_order(cls, user, customer, fate):
        order = cls._new_order(customer, user)
        order.order_line.price_unit = cls.chance.randrange(1, 10**6)
        cls.set_created(order)
        if fate != "draft":
            order.action_confirm()
            order.date_order = cls.moment()
        if fate == "cancelled":
            order._action_cancel()

    @classmethod
    def make_bill(cls, user, customer, number):
        kind = cls.chance.choice(("out_invoice", "out_invoice", "out_refund"))
        price = cls.chance.randrange(100, 10**6)
        bill = cls.invoice(customer, user, cls.moment().date(), price, move_type=kind)
        if paid := (0, price, price // 3, 0)[number]:
            cls.pay(bill, cls.moment().date(), paid)

    @classmethod
    def make_log(cls, user, customer):
        log = cls.env["aig.care.log"].create(
            {
                "partner_id": customer.id,
                "user_id": user.id,
                "care_type": cls.chance.choice(list(KINDS.values())),
                "date": cls.moment(),
                "evidence": cls.chance.choice(("none", "talked")),
            }
        )
        if cls.chance.random() < 0.2:
            log._reverse("Nhầm khách")

    def test_figures_add_up_and_open_what_they_count(self):
        """By person, team, territory, customer, company, day, month, quarter, year."""
        users = (
            *(self.user_sales_north, self.user_manager_north, self.user_director),
            *(self.user_no_territory, self.user_manager_both),
        )
        for model, amounts in AMOUNTS.items():
            with self.subTest(model):
                self.check_all(model, users, amounts)

    def test_a_territory_has_the_sum_of_those_below(self):
        for model in AMOUNTS:
            names = self.measures(model)
            whole, own, below = (
                self.totals(
                    model, self.user_director, [("territory_id", how, place.id)]
                )
                for how, place in (
                    ("child_of", self.territory_north),
                    ("=", self.territory_north),
                    ("child_of", self.territory_hanoi),
                )
            )
            with self.subTest(model):
                self.assertTrue(any(below.values()))
                self.assertEqual(
                    whole, {name: round(own[name] + below[name], 2) for name in names}
                )

    def test_a_manager_is_told_of_the_own_subtree(self):
        self.check_subtrees(*AMOUNTS)

    def test_the_mail_has_the_figures_of_the_own_subtree(self):
        for manager, own in (
            (self.user_manager_north, self.territory_north),
            (self.user_manager_south, self.territory_south),
        ):
            page = self.env["aig.kpi.mail"].with_user(manager)
            for period in page._get_periods(self.company):
                days = [("date", ">=", period.first), ("date", "<=", period.last)]
                place = [("territory_id", "child_of", own.id)]
                expected = [
                    self.totals(model, self.user_director, [*days, *place], [name])[
                        name
                    ]
                    for model, name, _kind in page._get_figures()
                ]
                total = page._get_page(self.company, period).total
                with self.subTest(manager=manager.login, period=period.name):
                    self.assertEqual([round(each, 2) for each in total], expected)
