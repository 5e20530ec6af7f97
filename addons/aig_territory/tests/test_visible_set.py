from datetime import date, timedelta

from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.aig_base.tests.common import AigCase

from . import visible_set

TODAY = date(2026, 5, 10)
COMPANIES = 40
#: Days on which each company is looked at: memberships and delegations turn between.
DAYS = (0, 9)
GROUPS = {
    visible_set.SALES: "aig_base.group_sales_user",
    visible_set.MANAGER: "aig_base.group_sales_manager",
    visible_set.DIRECTOR: "aig_base.group_director",
    visible_set.CONTENT: "aig_base.group_content_user",
    visible_set.PLAIN: "base.group_user",
}


def on(day):
    return TODAY + timedelta(days=day)


@tagged("post_install", "-at_install")
class TestVisibleSet(AigCase):
    """In random companies everybody sees what a naive reading of the rules says."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = [
            cls._new_user(f"person.{number}", f"Person {number}", GROUPS[role])
            for number, role in enumerate(visible_set.ROLES)
        ]

    def test_random_companies(self):
        sights = set()
        for seed in range(COMPANIES):
            company = visible_set.make(seed)
            with self.subTest(seed=seed), self.env.cr.savepoint() as savepoint:
                sights |= self._check(company)
                savepoint.rollback()
                self.env.invalidate_all()
                self.env["res.users"]._aig_reset_visibility()
        # A test that only ever meets people who see nothing, or all, proves little.
        self.assertGreater(len(sights), 20)

    def _check(self, company):
        """Compare what each person sees; return the numbers of customers seen."""
        with freeze_time(f"{TODAY} 03:00:00"):
            customers = self._build(company)
        sights = set()
        for day in DAYS:
            with freeze_time(f"{on(day)} 03:00:00"):
                self.env.flush_all()
                self.env.invalidate_all()
                for person, user in enumerate(self.people):
                    seen = self._seen(user, customers)
                    self.assertEqual(
                        seen,
                        company.visible(person, day),
                        f"person {person} on day {day} of {company}",
                    )
                    sights.add((person, len(seen)))
        return sights

    def _seen(self, user, customers):
        """Numbers of the customers that a person finds, by the list and one by one."""
        partners = self.env(user=user.id)["res.partner"]
        found = partners.search([("id", "in", customers.ids)])
        readable = partners.browse(customers.ids)._filtered_access("read")
        self.assertEqual(set(found.ids), set(readable.ids))
        return {customers.ids.index(key) for key in found.ids}

    def _build(self, company):
        territories = self._build_tree(company)
        customers = self.env["res.partner"].create(
            [
                {
                    "name": f"Customer {number}",
                    "is_company": True,
                    "aig_territory_id": (
                        territory is not None and territories[territory].id
                    ),
                }
                for number, territory in enumerate(company.customers)
            ]
        )
        self._build_people(company, territories, customers)
        return customers

    def _build_tree(self, company):
        territories = self.env["aig.territory"]
        for number, parent in enumerate(company.parents):
            manager = company.managers[number]
            territories |= territories.create(
                {
                    "name": f"Territory {number}",
                    "code": f"RANDOM-{number}",
                    "parent_id": parent is not None and territories[parent].id,
                    "manager_id": manager is not None and self.people[manager].id,
                }
            )
        archived = [
            territory.id
            for territory, is_archived in zip(
                territories, company.archived, strict=True
            )
            if is_archived
        ]
        if archived:
            # Below the ORM, which archives empty ones only: once, they were.
            self.env.flush_all()
            self.env.cr.execute(
                "UPDATE aig_territory SET active = false WHERE id = ANY(%s)",
                (archived,),
            )
            self.env.invalidate_all()
        return territories

    def _build_people(self, company, territories, customers):
        memberships = self.env["aig.territory.membership"]
        memberships._allow_several(company.several)
        memberships.create(
            [
                {
                    "user_id": self.people[m.person].id,
                    "territory_id": territories[m.territory].id,
                    "date_from": on(m.first),
                    "date_to": m.last is not None and on(m.last),
                }
                for m in company.memberships
            ]
        )
        for d in company.delegations:
            delegation = self.env["aig.territory.delegation"].create(
                {
                    "user_id": self.people[d.person].id,
                    "delegate_id": self.people[d.delegate].id,
                    "date_from": on(d.first),
                    "date_to": on(d.last),
                    "partner_ids": [
                        Command.set([customers.ids[number] for number in d.customers])
                    ],
                    "territory_id": (
                        d.territory is not None and territories[d.territory].id
                    ),
                    "reason": "Leave",
                }
            )
            if d.ended:
                delegation.action_end()
