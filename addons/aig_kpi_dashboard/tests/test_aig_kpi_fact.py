from odoo.tests import tagged

from .figures import AigKpiCase


@tagged("post_install", "-at_install")
class TestAigKpiFact(AigKpiCase):
    """What holds for every fact that is installed, of whatever addon."""

    def all_facts(self):
        mixin = type(self.env["aig.kpi.fact.mixin"])
        return [
            model
            for model in self.env.values()
            if not model._abstract and issubclass(type(model), mixin)
        ]

    def readers(self, model):
        """Who may read a fact."""
        return [
            user
            for user in (
                self.user_sales_north,
                self.user_manager_both,
                self.user_director,
                self.user_content,
                self.user_content_manager,
            )
            if model.with_user(user).has_access("read")
        ]

    def test_each_fact_is_read_by_each_dimension_and_measure(self):
        for model in self.all_facts():
            names = [
                name
                for name, field in model._fields.items()
                if field.aggregator and field.store and name != "id"
            ]
            measures = [f"{name}:{model._fields[name].aggregator}" for name in names]
            for user in self.readers(model):
                fact = self.facts(model._name, user)
                for by in ("date:month", "user_id", "partner_id", "territory_id"):
                    with self.subTest(fact=model._name, by=by, user=user.login):
                        fact._read_group([], [by], [*measures, "__count"])
                        fact.formatted_read_grouping_sets([], [[], [by]], measures)
                fact.search([], limit=1).read()

    def test_each_figure_opens_its_records(self):
        for model in self.all_facts():
            for user in self.readers(model):
                for name, field in model._fields.items():
                    if field.aggregator == "sum" and field.store and name != "id":
                        with self.subTest(fact=model._name, figure=name):
                            domain = [("date", ">=", "2026-01-01")]
                            self.records_of(model._name, user, domain, name)
