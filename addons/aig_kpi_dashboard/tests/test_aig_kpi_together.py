import copy

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .test_aig_kpi_money import MoneyCase

QUARTER = [["date", ">=", "2026-10-01"], ["date", "<=", "2026-12-31"]]
BEFORE = [["date", ">=", "2026-07-01"], ["date", "<=", "2026-09-30"]]
SUMS = "formatted_read_grouping_sets"
LANGUAGE = {"lang": "en_US"}


def sums(domain, *sets, measures=("amount:sum",), **more):
    """A read as a pivot asks it."""
    return (
        SUMS,
        {
            "domain": domain,
            "grouping_sets": [list(by) for by in ((), *sets)],
            "aggregates": [*measures, "__count"],
            **{"context": LANGUAGE, **more},
        },
    )


#: A table of one customer of somebody, with its total.
FIRST = {"aig_shown": {"user_id,partner_id": [2, "amount", "desc"]}, **LANGUAGE}
#: What pivots, a chart and a list of one page ask, in the order of their cells.
READS = [
    sums(QUARTER, order=""),
    sums(QUARTER, ["territory_id"], order="territory_id"),
    (
        "formatted_read_group",
        {
            "domain": QUARTER,
            "groupby": ["date:month"],
            "aggregates": ["amount:sum", "__count"],
            "context": {"fill_temporal": True, **LANGUAGE},
        },
    ),
    sums(QUARTER, ["partner_id"], measures=(), order="partner_id"),
    sums(BEFORE, order=""),
    sums(
        QUARTER,
        ["user_id"],
        ["user_id", "partner_id"],
        order="user_id,partner_id",
    ),
    sums(QUARTER, ["user_id"], order="user_id desc"),
    sums(QUARTER, ["user_id"], ["user_id", "partner_id"], context=FIRST),
    (
        "web_search_read",
        {
            "domain": QUARTER,
            "specification": {"id": {}, "partner_id": {"fields": {"display_name": {}}}},
            "order": "amount DESC",
            "limit": 3,
            "context": LANGUAGE,
        },
    ),
]


@tagged("post_install", "-at_install")
@freeze_time("2026-11-20 03:00:00")
class TestAigKpiTogether(MoneyCase):
    """What a page asks together is what each of its figures asks alone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for user, customer, day, price in (
            (cls.user_sales_north, cls.customer_north, "2026-10-02", 100),
            (cls.user_sales_north, cls.customer_north, "2026-11-02", 20),
            (cls.user_sales_south, cls.customer_south, "2026-11-03", 3),
            (cls.user_sales_north, cls.customer_north, "2026-09-03", 4000),
        ):
            cls.pay(cls.invoice(customer, user, day, price), day, 1)

    def alone(self, facts, method, arguments):
        given = copy.deepcopy(arguments)
        return getattr(facts.with_context(**given.pop("context")), method)(**given)

    def test_each_answer_is_the_one_given_alone(self):
        for model in ("aig.kpi.revenue", "aig.kpi.cash", "aig.kpi.receivable"):
            for user in (self.user_manager_north, self.user_director):
                facts, asked = self.facts(model, user), copy.deepcopy(READS)
                together = facts.read_together(asked)
                self.assertEqual(asked, READS)  # as it is when the call is tried again
                for read, answer in zip(READS, together, strict=True):
                    with self.subTest(fact=model, user=user.login, read=read):
                        self.assertEqual(answer, self.alone(facts, *read))

    def test_the_figures_are_the_users_own(self):
        for user, revenue in (
            (self.user_manager_north, 120),
            (self.user_director, 123),
        ):
            facts = self.facts("aig.kpi.revenue", user)
            [[total]], *_others = facts.read_together(READS)
            self.assertEqual(total["amount:sum"], revenue)

    def test_sums_of_the_same_rows_are_one_query(self):
        facts = self.facts("aig.kpi.revenue", self.user_manager_north)
        one, many = [READS[1]], [READS[place] for place in (0, 1, 4, 5)]
        facts.read_together(one), facts.read_together(many)  # names are read once
        queries = []
        for reads in (one, many):
            facts.env.flush_all()
            before = self.env.cr.sql_log_count
            facts.read_together(reads)
            queries.append(self.env.cr.sql_log_count - before)
        # the quarter before is one more
        self.assertEqual(queries[1] - queries[0], 1)

    def test_a_table_is_told_of_the_groups_it_shows(self):
        facts = self.facts("aig.kpi.revenue", self.user_director)
        read = sums(QUARTER, ["user_id"], ["user_id", "partner_id"], context=FIRST)
        [[[total], people, customers]] = facts.read_together([read])
        self.assertEqual(total["amount:sum"], 123)
        self.assertEqual([one["amount:sum"] for one in people], [120, 3])
        self.assertEqual([one["amount:sum"] for one in customers], [120])

    def test_nothing_but_reads(self):
        facts = self.facts("aig.kpi.revenue", self.user_director)
        for method in ("write", "search", "_sums", "with_user", "read_together"):
            with self.assertRaisesRegex(UserError, "Only figures"):
                facts.read_together([READS[0], (method, {})])

    def test_not_for_those_who_may_not_read_it(self):
        facts = self.facts("aig.kpi.revenue", self.user_content)
        for read in READS:
            with self.assertRaises(AccessError):
                facts.read_together([read])
