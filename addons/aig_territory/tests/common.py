from odoo.fields import Command

from odoo.addons.aig_base.tests.common import AigCase


class AigTerritoryCase(AigCase):
    """Two territories below one, people in them, and customers of each.

    ::

        territory_vn (manager: user_manager_both)
        |- territory_north (manager: user_manager_north)
        |    members: user_sales_north, user_sales_north_2
        |    customer_north, with its contact branch_north
        |- territory_south (manager: user_manager_south)
             member: user_sales_south
             customer_south
        customer_free has no territory, user_no_territory neither
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._setup_territories()
        cls._setup_customers()

    @classmethod
    def _setup_territories(cls):
        cls.territory_vn = cls._new_territory(
            "Test Vietnam", "T-VN", manager_id=cls.user_manager_both.id
        )
        cls.territory_north = cls._new_territory(
            "Test North",
            "T-N",
            parent_id=cls.territory_vn.id,
            manager_id=cls.user_manager_north.id,
            membership_ids=cls._members(cls.user_sales_north | cls.user_sales_north_2),
        )
        cls.territory_south = cls._new_territory(
            "Test South",
            "T-S",
            parent_id=cls.territory_vn.id,
            manager_id=cls.user_manager_south.id,
            membership_ids=cls._members(cls.user_sales_south),
        )

    @classmethod
    def _setup_customers(cls):
        cls.customer_north = cls._new_customer("North Customer", cls.territory_north)
        cls.customer_south = cls._new_customer("South Customer", cls.territory_south)
        cls.customer_free = cls._new_customer("Free Customer", cls.env["aig.territory"])
        cls.branch_north = cls.env["res.partner"].create(
            {
                "name": "North Branch",
                "parent_id": cls.customer_north.id,
                "type": "other",
                "email": "branch.north@customer.example.com",
            }
        )

    @classmethod
    def _new_territory(cls, name, code, **values):
        return cls.env["aig.territory"].create({"name": name, "code": code, **values})

    @classmethod
    def _members(cls, users):
        """Open memberships that began long before any date a test freezes."""
        return [
            Command.create({"user_id": user.id, "date_from": "2020-01-01"})
            for user in users
        ]

    @classmethod
    def _new_customer(cls, name, territory, **values):
        login = name.lower().replace(" ", ".")
        return cls.env["res.partner"].create(
            {
                "name": name,
                "is_company": True,
                "email": f"{login}@customer.example.com",
                "aig_territory_id": territory.id,
                **values,
            }
        )

    def _hand_over(self, **values):
        """The north customer, to the southern salesperson, today only."""
        today = self.company._aig_today()
        return self.env["aig.territory.delegation"].create(
            {
                "user_id": self.user_sales_north.id,
                "delegate_id": self.user_sales_south.id,
                "date_from": today,
                "date_to": today,
                "partner_ids": [Command.set(self.customer_north.ids)],
                "reason": "Leave",
                **values,
            }
        )
