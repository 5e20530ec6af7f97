import copy
from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .test_aig_kpi_money import MoneyCase

QUARTER = [["date", ">=", "2026-10-01"], ["date", "<=", "2026-12-31"]]
BEFORE = [["date", ">=", "2026-07-01"], ["date", "<=", "2026-09-30"]]
SUMS = "formatted_read_grouping_sets"
LANGUAGE = {"lang": "en_US"}


def sums(domain, *sets, measures=("amount:sum",), **more):
    """A read of any fact as a pivot asks it."""
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
        "formatted_read_group",
        {
            "domain": QUARTER,
            "groupby": ["user_id"],
            "aggregates": ["__count", "currency_id:array_agg_distinct", "amount:sum"],
            "context": {"fill_temporal": True, **LANGUAGE},
        },
    ),
    sums(QUARTER, ["date:month"]),  # months without rows are not told of
    (
        "formatted_read_group",
        {
            "domain": QUARTER,
            "groupby": ["partner_id"],
            "aggregates": ["amount:sum"],
            "limit": 1,
            "context": LANGUAGE,
        },
    ),
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

    def together(self, facts, reads):
        """The answers to reads of a fact that are asked together."""
        asked = [[facts._name, *copy.deepcopy(read)] for read in reads]
        return facts.env["aig.kpi.fact.mixin"].read_together(asked)

    def alone(self, facts, method, arguments):
        given = copy.deepcopy(arguments)
        return getattr(facts.with_context(**given.pop("context")), method)(**given)

    def test_each_answer_is_the_one_given_alone(self):
        for model in ("aig.kpi.revenue", "aig.kpi.cash", "aig.kpi.receivable"):
            for user in (self.user_manager_north, self.user_director):
                facts = self.facts(model, user)
                together = self.together(facts, READS)
                for read, answer in zip(READS, together, strict=True):
                    with self.subTest(fact=model, user=user.login, read=read):
                        self.assertEqual(answer, self.alone(facts, *read))

    def test_facts_are_read_together(self):
        facts = ("aig.kpi.revenue", "aig.kpi.cash", "aig.kpi.receivable")
        asked = [[model, *read] for read in READS for model in facts]
        before = copy.deepcopy(asked)
        mixin = self.facts("aig.kpi.fact.mixin", self.user_manager_north)
        together = mixin.read_together(asked)
        self.assertEqual(asked, before)  # as it is when the call is tried again
        for (model, *read), answer in zip(before, together, strict=True):
            with self.subTest(fact=model, read=read):
                facts = self.facts(model, self.user_manager_north)
                self.assertEqual(answer, self.alone(facts, *read))

    def test_the_figures_are_the_users_own(self):
        for user, revenue in (
            (self.user_manager_north, 120),
            (self.user_director, 123),
        ):
            facts = self.facts("aig.kpi.revenue", user)
            [[total]], *_others = self.together(facts, READS)
            self.assertEqual(total["amount:sum"], revenue)

    def test_sums_of_the_same_rows_are_one_query(self):
        facts = self.facts("aig.kpi.revenue", self.user_manager_north)
        # totals, tables, charts of this quarter, and the total of the one before
        one, many = [READS[1]], [READS[place] for place in (0, 1, 2, 4, 5, 8)]
        self.together(facts, one), self.together(facts, many)  # names are read once
        queries = []
        for reads in (one, many):
            facts.env.flush_all()
            before = self.env.cr.sql_log_count
            self.together(facts, reads)
            queries.append(self.env.cr.sql_log_count - before)
        # the quarter before is one more
        self.assertEqual(queries[1] - queries[0], 1)

    def test_a_table_is_told_of_the_groups_it_shows(self):
        facts = self.facts("aig.kpi.revenue", self.user_director)
        read = sums(QUARTER, ["user_id"], ["user_id", "partner_id"], context=FIRST)
        [[[total], people, customers]] = self.together(facts, [read])
        self.assertEqual(total["amount:sum"], 123)
        self.assertEqual([one["amount:sum"] for one in people], [120, 3])
        self.assertEqual([one["amount:sum"] for one in customers], [120])

    def test_names_are_read_of_the_groups_it_shows(self):
        """Of thousands of customers a table shows ten."""
        facts = self.facts("aig.kpi.revenue", self.user_director)
        read = sums(QUARTER, ["user_id"], ["user_id", "partner_id"], context=FIRST)
        named, partners = [], self.registry["res.partner"]
        compute = partners._compute_display_name

        def name(records):
            named.extend(records.ids)
            compute(records)

        with patch.object(partners, "_compute_display_name", name):
            self.together(facts, [read])
        self.assertEqual(named, self.customer_north.ids)

    def test_nothing_but_reads_of_facts(self):
        facts = self.facts("aig.kpi.revenue", self.user_director)
        for method in ("write", "search", "_sums", "with_user", "read_together"):
            with self.assertRaisesRegex(UserError, "Only figures"):
                self.together(facts, [READS[0], (method, {})])
        for model in ("res.partner", "sale.order", "res.users.apikeys", "gone", ""):
            with self.assertRaisesRegex(UserError, "Only figures"):
                facts.read_together([[facts._name, *READS[0]], [model, *READS[0]]])

    def test_not_for_those_who_may_not_read_it(self):
        facts = self.facts("aig.kpi.revenue", self.user_content)
        for read in READS:
            with self.assertRaises(AccessError):
                self.together(facts, [read])
