from collections import Counter
from datetime import date, timedelta

from odoo.exceptions import AccessError
from odoo.tools import mute_logger

from odoo.addons.aig_territory.tests.common import AigTerritoryCase

from ..access_table import NOTHING, OPERATIONS, TABLE
from ..builders import BUILDERS, Place

#: Person -> role. The last two have the same rights and another place in the tree.
ACTORS = {
    "user_sales_north": "sales_user",
    "user_manager_north": "sales_manager",
    "user_director": "director",
    "user_content": "content_user",
    "user_content_manager": "content_manager",
    "user_accountant": "accountant",
    "user_plain": "plain",
    "user_portal": "portal",
    "user_public": "public",
    "user_no_territory": "sales_user",
    "user_manager_both": "sales_manager",
}
#: Those who use the web client's own screens.
INSIDE = tuple(
    person for person, role in ACTORS.items() if role not in ("portal", "public")
)
#: ir.model.access refuses at INFO, RPC at WARNING: both are what is wanted here.
NOISE = ("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_access")


class AccessCase(AigTerritoryCase):
    """Records in every direction of the tree, seen from one person.

    ::

        territory_vn                    "upwards"
        |- territory_north              "own", "colleague"
        |   |- territory_hanoi          "below"
        |- territory_south              "sideways"
        no territory                    "own_nowhere", "nowhere"
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user_public = cls.env.ref("base.public_user")
        cls.user_sales_hanoi = cls._new_user(
            "sales.hanoi", "Uyên Hà Nội", "aig_base.group_sales_user"
        )
        cls.user_sales_vn = cls._new_user(
            "sales.vn", "Vinh Việt Nam", "aig_base.group_sales_user"
        )
        cls.territory_vn.membership_ids = cls._members(cls.user_sales_vn)
        cls.territory_hanoi = cls._new_territory(
            "Test Hanoi",
            "T-HN",
            parent_id=cls.territory_north.id,
            membership_ids=cls._members(cls.user_sales_hanoi),
        )
        cls._setup_accounting()

    @classmethod
    def _setup_accounting(cls):
        if not cls.company.chart_template:
            cls.env["account.chart.template"].try_loading(
                "generic_coa", company=cls.company, install_demo=False
            )

    def setUp(self):
        super().setUp()
        self._numbers = Counter()

    # What builders use

    def number(self, kind=""):
        """A number that was not used before for this kind of thing in the test."""
        self._numbers[kind] += 1
        return self._numbers[kind]

    def date(self, number):
        """A day long past, another one for each number."""
        return date(2001, 1, 1) + timedelta(days=number)

    def customer(self, territory):
        """A new customer of a territory, or of none."""
        return self._new_customer(f"Access {self.number()}", territory)

    def record(self, model, place):
        """A new record of another model at the same place."""
        return BUILDERS[model].build(self, place)

    # Where records lie

    def places(self, actor, builder, rights):
        """Every direction in which a record can lie from ``actor``."""
        none = self.env["aig.territory"]
        own = [Place("own", actor, self.home(actor))]
        if not builder.is_placed:
            return own
        if own[0].territory:
            own.append(Place("own_nowhere", actor, none))
        common = [
            Place("colleague", self.user_sales_north_2, self.territory_north),
            Place("below", self.user_sales_hanoi, self.territory_hanoi),
            Place("sideways", self.user_sales_south, self.territory_south),
            Place("upwards", self.user_sales_vn, self.territory_vn),
            Place("nowhere", self.env.ref("base.user_admin"), none),
        ]
        if builder.optional_owner:
            # Odoo itself shows what nobody has taken yet to everybody in sales
            nobody = self.env["res.users"]
            common.append(Place("unassigned", nobody, self.territory_south))
            common.append(Place("unassigned_nowhere", nobody, none))
        # who may do nothing is turned away by the model: two places tell as much
        return own + (common[2:3] if rights == NOTHING else common)

    def home(self, actor):
        """The territory in which an actor works."""
        homes = {
            self.user_sales_north: self.territory_north,
            self.user_manager_north: self.territory_north,
            self.user_manager_both: self.territory_vn,
        }
        return homes.get(actor, self.env["aig.territory"])

    def subtree(self, actor):
        """What an actor reaches, counted by hand and not by the product's rules."""
        found = todo = self.home(actor)
        while todo := todo.child_ids:
            found |= todo
        return found

    def reaches(self, actor, place, scope, builder):
        """Whether a scope of the table includes a place."""
        if scope in ("none", "all") or not builder.is_placed:
            return scope != "none"
        owned = bool(builder.owner_field) and place.owner == actor
        if scope == "own" or not builder.territory_field:
            return owned
        if not place.territory:
            return owned or scope == "open"
        return place.territory in self.subtree(actor)

    def rights(self, model, role):
        """``{operation: scope}`` of a cell."""
        return dict(zip(OPERATIONS, TABLE[model][role].split(), strict=True))

    # Assertions

    def assert_absent(self, function, message, record):
        """The answer is empty, or access to the record is refused.

        Reading leaves nothing to undo but what the refusal read to name the record:
        the next one must not find that in the cache.
        """
        try:
            with mute_logger(*NOISE):
                self.assertFalse(function(), message)
        except AccessError:
            record.invalidate_model(flush=False)

    def assert_refused(self, function, message):
        """Access is refused; ``assertRaises`` undoes what was done until then."""
        with mute_logger(*NOISE), self.assertRaises(AccessError, msg=message):
            function()
