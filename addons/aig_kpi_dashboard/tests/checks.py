import json

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tools.json import json_default

from .figures import KpiReader

#: Dimensions that any figure adds up by.
PARTS = (
    *("user_id", "team_id", "territory_id", "partner_id", "company_id"),
    *("date:day", "date:month", "date:quarter", "date:year"),
)


#: Pairs of them as pivots have them, in rows and columns.
PAIRS = (
    ("territory_id", "date:month"),
    ("date:quarter", "user_id"),
    ("date:year", "date:month"),
    ("date:year_number", "date:month_number"),
    ("date:month", "date:week"),
    ("team_id", "date:day"),
    ("user_id", "partner_id"),
)


class FactChecks(KpiReader):
    """What holds for the figures of any fact, whatever they are narrowed to."""

    def measures(self, model):
        """Figures that add up."""
        return [
            name
            for name, field in self.env[model]._fields.items()
            if field.aggregator == "sum" and field.store and name != "id"
        ]

    def counts(self, model):
        """Figures that count records."""
        return [
            name
            for name in self.measures(model)
            if name.endswith("_count") or name == "number"
        ]

    def totals(self, model, user, domain=(), names=None):
        """Each figure of a person, of all rows of a domain."""
        names = self.measures(model) if names is None else names
        [row] = self.facts(model, user)._read_group(
            list(domain), [], [f"{name}:sum" for name in names]
        )
        return {
            name: round(value or 0, 2) for name, value in zip(names, row, strict=True)
        }

    def filters(self, model):
        """Conditions as the filters of a page make them."""
        rows = self.facts(model, self.user_director).search([])
        places = self.env["aig.territory"].search([])
        fields = {"user_id": rows.user_id, "partner_id": rows.partner_id}
        # the very days of the rows, so that what is at an edge is met
        days = st.sampled_from(sorted({row.date for row in rows if row.date}))
        return st.lists(
            st.one_of(
                st.tuples(
                    st.just("date"), st.sampled_from(("<", "<=", ">", ">=")), days
                ),
                st.tuples(
                    st.just("territory_id"),
                    st.sampled_from(("child_of", "=", "in")),
                    st.sampled_from([False, *places.ids]),
                ).filter(lambda condition: condition[2] or condition[1] == "="),
                *(
                    st.tuples(st.just(name), st.just("in"), st.just([record.id]))
                    for name, records in fields.items()
                    for record in records
                ),
            ),
            max_size=3,
        )

    def check_all(self, model, users, amounts=None):
        """Each figure adds up and opens its records, by random filters.

        :param amounts: figure -> field of the records that it is the sum of
        """

        @settings(max_examples=8, deadline=None)
        @given(st.sampled_from(users), self.filters(model))
        def check(user, domain):
            self.check_parts(model, user, domain)
            self.check_pivots(model, user, domain)
            self.check_records(model, user, domain, amounts or {})

        check()

    def check_parts(self, model, user, domain):
        """A figure is the sum of its parts."""
        names = self.measures(model)
        total = self.totals(model, user, domain)
        for by in PARTS:
            parts = self.facts(model, user)._read_group(
                domain, [by], [f"{name}:sum" for name in names]
            )
            sums = {
                name: round(sum(row[place] or 0 for row in parts), 2)
                for place, name in enumerate(names, 1)
            }
            self.assertEqual(sums, total, (model, by, domain))

    def check_pivots(self, model, user, domain):
        """What a pivot sums in one go each grouping has alone, in the same order."""
        facts = self.facts(model, user)
        sums = [f"{name}:sum" for name in self.measures(model)] + ["__count"]
        for one, other in PAIRS:
            sets = [(), (one,), (one, other), (other,)]
            pivot = facts.formatted_read_grouping_sets(domain, sets, sums)
            alone = [
                facts.formatted_read_grouping_sets(domain, [by], sums)[0] for by in sets
            ]
            self.assertEqual(as_sent(pivot), as_sent(alone), (model, sets, domain))

    def check_records(self, model, user, domain, amounts):
        """As many records lie behind a figure as it counts, or add up to it."""
        total = self.totals(model, user, domain)
        [[count]] = self.facts(model, user)._read_group(domain, [], ["__count"])
        self.assertEqual(
            len(self.records_of(model, user, domain, "__count")), count, (model, domain)
        )
        for name in self.counts(model):
            records = self.records_of(model, user, domain, name)
            self.assertEqual(len(records), total[name], (model, name, domain))
        for name, field in amounts.items():
            records = self.records_of(model, user, domain, name)
            amount = round(sum(records.mapped(field)), 2)
            self.assertEqual(amount, total[name], (model, name, domain))

    def check_subtrees(self, *models):
        """The manager of each side has all figures of the own one, and no other."""
        for manager, own, foreign in (
            (self.user_manager_north, self.territory_north, self.territory_south),
            (self.user_manager_south, self.territory_south, self.territory_north),
        ):
            self.env.ref("base.group_allow_export").user_ids |= manager
            for model in models:
                with self.subTest(model=model, manager=manager.login):
                    self.check_subtree(model, manager, own, foreign)

    def check_subtree(self, model, manager, territory, foreign):
        """A manager has all figures of the own subtree, and none of another.

        By search, sums, filters, the records of a cell, and export.
        """
        own = [("territory_id", "child_of", territory.id)]
        other = [("territory_id", "child_of", foreign.id)]
        said, unsaid = (
            self.totals(model, self.user_director, domain) for domain in (own, other)
        )
        self.assertTrue(any(said.values()), f"no figure of {model} on this side")
        self.assertTrue(any(unsaid.values()), f"no figure of {model} on the other side")
        people = self.facts(model, self.user_director).search(other).user_id
        everywhere = [("territory_id", "child_of", (territory | foreign).ids)]
        for domain in (everywhere, own):
            self.assertEqual(self.totals(model, manager, domain), said, domain)
        strangers = [("user_id", "in", people.ids), *other]
        for domain in (other, strangers):
            self.assertFalse(any(self.totals(model, manager, domain).values()), domain)
            self.assertFalse(self.facts(model, manager).search(domain))
            for name in self.measures(model):
                self.assertFalse(self.records_of(model, manager, domain, name), name)
        rows = self.facts(model, manager).search(everywhere)
        exported = rows.export_data(["territory_id/.id"])["datas"]
        below = self.env["aig.territory"].search([("id", "child_of", territory.id)])
        self.assertEqual(len(exported), len(rows))
        self.assertLessEqual({int(row[0]) for row in exported}, set(below.ids))


def as_sent(groups):
    """Groups as a browser gets them; a fraction is no whole number."""
    sent = json.dumps(groups, default=json_default)
    return json.loads(sent, parse_float=lambda text: f"{float(text):.2f}")
