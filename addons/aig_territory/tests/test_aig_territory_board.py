from freezegun import freeze_time

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .board import MILLION, NOW, AigBoardCase

ADDITIVE = (
    "people",
    "prospects",
    "active",
    "pipeline",
    "forecast",
    "actual",
)


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestAigTerritoryBoard(AigBoardCase):
    """G08, G09, S19: what the board counts."""

    def assertSums(self, board):
        """Total = territories below + own = people + nobody, for every figure."""
        present = {row["kind"] for row in board["rows"]}
        for name in ADDITIVE:
            with self.subTest(name):
                total = self._row(board, "total")[name] or 0
                for kinds in (("territory", "own"), ("person", "nobody")):
                    values = [
                        row["cells"][name]["value"] or 0
                        for row in board["rows"]
                        if row["kind"] in kinds
                    ]
                    if present & set(kinds):
                        self.assertAlmostEqual(sum(values), total, places=2)

    # -- figures ----------------------------------------------------------------------

    def test_figures_of_one_person(self):
        board = self._board(self.user_manager_both, self.territory_hanoi)
        # the fourth seller: 400 + 4 million open, one won, one lost
        self.assertEqual(
            self._row(board, "person", self.user_hanoi_2),
            self._row(board, "person", self.user_hanoi_2)
            | {
                "people": 1,
                "prospects": 1,
                "active": 1,
                "prospect_ratio": 1,
                "pipeline": 404 * MILLION,
                "forecast": 122 * MILLION,
                "success_rate": 0.5,
                "actual": 3900,
            },
        )

    def test_every_figure_adds_up_at_every_level(self):
        for user, territory in (
            (self.user_director, self.territory_vn),
            (self.user_manager_both, self.territory_vn),
            (self.user_manager_north, self.territory_north),
            (self.user_manager_north, self.territory_hanoi),
        ):
            with self.subTest(user=user.login, territory=territory.code):
                board = self._board(user, territory)
                self.assertSums(board)
                self.assertGreater(self._row(board, "total")["pipeline"], 0)

    def test_rows_of_a_territory(self):
        board = self._board(self.user_manager_both, self.territory_north)
        people = self.sellers - self.user_sales_south
        self.assertEqual(
            {(row["kind"], row["id"]) for row in board["rows"]},
            {
                ("total", self.territory_north.id),
                ("territory", self.territory_hanoi.id),
                ("own", self.territory_north.id),
                *(("person", user.id) for user in people),
                ("nobody", 0),
            },
        )

    def test_sales_stay_where_they_were_made(self):
        """A customer moves: who has it now reads the invoices, and counts none."""
        user, south = self.user_manager_both, self.user_manager_south

        def actual(board):
            """What each row of a board counts, without those that have nothing."""
            values = {
                (row["kind"], row["id"]): row["cells"]["actual"]["value"]
                for row in board["rows"]
            }
            return {key: value for key, value in values.items() if value}

        def boards():
            yield actual(self._board(user))
            yield actual(self._board(south, self.territory_south))

        before = list(boards())
        invoices = self.env["account.move"].search(
            [("aig_territory_id", "=", self.territory_hanoi.id)]
        )
        invoices.partner_id.aig_territory_id = self.territory_south
        self.assertEqual(list(boards()), before)
        moves = invoices.with_user(south).search([("id", "in", invoices.ids)])
        self.assertEqual(moves.ids, invoices.ids)
        for viewer, territory in (
            (user, self.territory_vn),
            (south, self.territory_south),
        ):
            board = self._board(viewer, territory)
            self.assertSums(board)
            [figure] = [one for one in board["figures"] if one["name"] == "actual"]
            for row in board["rows"]:
                cell = row["cells"]["actual"]
                opened = self._sum_of_records(viewer, figure, cell["domain"])
                self.assertEqual(opened, cell["value"])

    def test_a_child_is_its_own_board(self):
        above = self._board(self.user_manager_both, self.territory_vn)
        for territory in self.territory_north, self.territory_south:
            board = self._board(self.user_manager_both, territory)
            self.assertEqual(
                self._row(above, "territory", territory), self._row(board, "total")
            )

    def test_no_data_is_not_zero(self):
        empty = self._new_territory("Empty", "T-E", parent_id=self.territory_vn.id)
        row = self._row(self._board(self.user_manager_both, empty), "total")
        self.assertEqual(
            row,
            row
            | {
                "people": 0,
                "prospects": 0,
                "active": 0,
                "prospect_ratio": None,
                "pipeline": None,
                "forecast": None,
                "success_rate": None,
                "actual": None,
            },
        )
        self._new_customer("Nobody's", empty)
        lead = self._new_lead(self.customer_north, self.user_sales_north)
        lead.partner_id.aig_territory_id = empty
        lead.action_set_lost()
        row = self._row(self._board(self.user_manager_both, empty), "total")
        self.assertEqual(row["success_rate"], 0, "nothing of one was won")

    def test_the_quarter(self):
        user = self.user_manager_both
        model = self.env["aig.territory.board"].with_user(user)
        board = model.get_board(self.territory_vn.id)
        self.assertEqual(board["quarter"]["name"], "Q1/2026")
        self.assertEqual(board["quarter"]["previous"], {"year": 2025, "quarter": 4})
        before = model.get_board(self.territory_vn.id, **board["quarter"]["previous"])
        row = self._row(before, "total")
        self.assertIsNone(row["actual"])
        self.assertIsNone(row["success_rate"])
        self.assertEqual(
            row["pipeline"], self._row(board, "total")["pipeline"], "as of today"
        )

    def test_the_last_day_of_the_quarter_is_a_vietnamese_day(self):
        lead = self._new_lead(self.customer_south, self.user_sales_south)
        rates = []
        for moment in ("2026-03-31 16:59:59", "2026-03-31 17:00:00"):
            lead.action_set_lost()
            lead.date_closed = moment
            board = self._board(self.user_manager_both, self.territory_south)
            rates.append(self._row(board, "total")["success_rate"])
        self.assertEqual(rates, [1 / 4, 1 / 3])

    def test_a_quarter_that_does_not_exist(self):
        board = self.env["aig.territory.board"].with_user(self.user_director)
        with self.assertRaisesRegex(ValidationError, "There is no quarter 5"):
            board.get_board(False, 2026, 5)
        with self.assertRaisesRegex(ValidationError, "Choose a year"):
            board.get_board(False, 1066, 1)

    def test_an_invoice_stays_with_the_territory_of_its_day(self):
        before = self._board(self.user_manager_both)
        customer = self.env["res.partner"].search([("name", "=", "Active 1 T-N")])
        customer.with_user(self.user_director).aig_territory_id = self.territory_south
        after = self._board(self.user_manager_both)
        for territory in self.territory_north, self.territory_south:
            self.assertEqual(
                *(
                    self._row(board, "territory", territory)["actual"]
                    for board in (before, after)
                )
            )

    def test_an_archived_territory_keeps_its_history(self):
        customers = self.env["res.partner"].search(
            [("aig_territory_id", "=", self.territory_hanoi.id)]
        )
        before = self._row(self._board(self.user_manager_both), "total")
        customers.aig_territory_id = self.territory_north
        self.territory_hanoi.membership_ids.unlink()
        self.territory_hanoi.active = False
        board = self._board(self.user_manager_both, self.territory_north)
        row = self._row(board, "territory", self.territory_hanoi)
        self.assertGreater(row["actual"], 0)
        self.assertSums(board)
        after = self._row(self._board(self.user_manager_both), "total")
        self.assertEqual(after["actual"], before["actual"])
        self.assertNotIn(self.territory_hanoi.id, [t["id"] for t in board["tree"]])

    # -- records behind the figures ---------------------------------------------------

    def assertOpensWhatItCounts(self, user, board):
        kinds = set()
        for row in board["rows"]:
            for figure in board["figures"]:
                if figure["kind"] in ("percent", "ratio"):
                    continue
                cell = row["cells"][figure["name"]]
                with self.subTest(row=row["name"], figure=figure["name"]):
                    found = self._sum_of_records(user, figure, cell["domain"])
                    if cell["value"] is None:
                        self.assertIsNone(found)
                    else:
                        self.assertAlmostEqual(cell["value"], found, places=2)
                kinds.add((row["kind"], figure["name"]))
        return kinds

    def test_each_figure_opens_what_it_counts(self):
        for user, territory in (
            (self.user_director, self.territory_vn),
            (self.user_manager_north, self.territory_north),
            (self.user_hanoi, self.territory_hanoi),
        ):
            board = self._board(user, territory)
            kinds = self.assertOpensWhatItCounts(user, board)
            self.assertIn(("total", "actual"), kinds)

    def test_the_success_rate_opens_what_was_closed(self):
        user = self.user_manager_both
        board = self._board(user)
        for row in board["rows"]:
            cell = row["cells"]["success_rate"]
            closed = self.env["crm.lead"].with_user(user).search(cell["domain"])
            won = closed.filtered(lambda lead: lead.won_status == "won")
            with self.subTest(row["name"]):
                self.assertEqual(
                    cell["value"], len(won) / len(closed) if closed else None
                )

    # -- companies and currencies -----------------------------------------------------

    def test_two_companies_of_two_currencies(self):
        dollar = self.env.ref("base.USD")
        dollar.active = True
        other = self.env["res.company"].create(
            {"name": "Second company", "currency_id": dollar.id}
        )
        self.env["res.currency.rate"].search([("currency_id", "=", dollar.id)]).unlink()
        self.env["res.currency.rate"].create(
            {
                "currency_id": dollar.id,
                "name": "2026-01-01",
                "rate": 1 / 25_000,
                "company_id": self.company.id,
            }
        )
        self.user_director.company_ids = [Command.link(other.id)]
        before = self._board(self.user_director, self.territory_south)
        lead = self._new_lead(
            self.customer_south,
            self.env["res.users"],
            company_id=other.id,
            team_id=False,
            expected_revenue=1000,
            probability=10,
        )
        self.assertEqual(lead.company_id, other)
        board = self.env["aig.territory.board"].with_user(self.user_director)
        for companies, pipeline, forecast in (
            (self.company, 0, 0),
            (self.company | other, 25 * MILLION, 2.5 * MILLION),
        ):
            self._next_request()
            after = board.with_context(allowed_company_ids=companies.ids).get_board(
                self.territory_south.id, 2026, 1
            )
            self.assertEqual(after["currency_id"], self.currency.id)
            self.assertSums(after)
            for name, more in (("pipeline", pipeline), ("forecast", forecast)):
                with self.subTest(companies=len(companies), figure=name):
                    self.assertAlmostEqual(
                        self._row(after, "total")[name],
                        self._row(before, "total")[name] + more,
                        places=0,
                    )
