from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .board import NOW, QUARTER, AigBoardCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestAigTerritoryBoardAccess(AigBoardCase):
    """G08, G09: the board shows what the user's own screens show."""

    def test_the_manager_sees_the_sum_of_the_subordinates_own_boards(self):
        manager = self._board(self.user_manager_both)
        nobody = self._row(manager, "nobody")
        total = self._row(manager, "total")
        summed = dict.fromkeys(total, 0)
        for user in self.sellers:
            own = self._board(user, user._aig_home_territory())
            self.assertTrue(own["is_own"])
            row = self._row(own, "total")
            self.assertEqual(row, self._row(manager, "person", user))
            for name, value in row.items():
                summed[name] += value or 0
        for name in ("prospects", "active", "pipeline", "forecast", "actual"):
            with self.subTest(name):
                self.assertGreater(nobody[name], 0)
                self.assertEqual(total[name], summed[name] + nobody[name])
        self.assertEqual(total["people"], len(self.sellers))

    def test_managers_of_parts_sum_up_to_the_manager_above(self):
        above = self._board(self.user_manager_both)
        north = self._board(self.user_manager_north, self.territory_north)
        south = self._board(self.user_manager_south, self.territory_south)
        for name in ("people", "prospects", "active", "pipeline", "forecast", "actual"):
            self.assertEqual(
                self._row(above, "total")[name],
                self._row(north, "total")[name] + self._row(south, "total")[name],
            )

    def test_the_success_rate_is_weighted_not_averaged(self):
        total = self._row(self._board(self.user_manager_both), "total")
        leads = self.env["crm.lead"].with_context(active_test=False)
        closed = leads.search(
            [
                ("aig_territory_id", "child_of", self.territory_vn.id),
                ("won_status", "!=", "pending"),
            ]
        )
        won = closed.filtered(lambda lead: lead.won_status == "won")
        self.assertEqual(total["success_rate"], len(won) / len(closed))

    def test_a_foreign_territory_is_refused_in_one_sentence(self):
        for user, territory in (
            (self.user_manager_north, self.territory_south),
            (self.user_manager_north, self.territory_vn),
            (self.user_sales_north, self.territory_south),
            (self.user_no_territory, self.territory_north),
        ):
            with (
                self.subTest(user=user.login, territory=territory.code),
                self.assertRaisesRegex(AccessError, "^This territory is not one of"),
            ):
                self._board(user, territory)

    def test_a_deleted_territory_tells_nothing_more(self):
        gone = self._new_territory("Gone", "T-G")
        gone.unlink()
        with self.assertRaisesRegex(AccessError, "^This territory is not one of"):
            self._board(self.user_director, gone)

    def test_the_board_is_for_sales_staff(self):
        for user in (
            self.user_plain,
            self.user_content_manager,
            self.user_accountant,
            self.user_portal,
        ):
            with (
                self.subTest(user.login),
                self.assertRaisesRegex(AccessError, "for sales staff"),
            ):
                self._board(user)

    def test_where_people_begin(self):
        for user, territory in (
            (self.user_manager_both, self.territory_vn),
            (self.user_manager_north, self.territory_north),
            (self.user_hanoi, self.territory_hanoi),
        ):
            model = self.env["aig.territory.board"].with_user(user)
            self.assertEqual(model.get_board()["territory"]["id"], territory.id)

    def test_a_manager_of_two_territories_begins_above_both(self):
        (
            self.territory_north | self.territory_south
        ).manager_id = self.user_manager_north
        self._next_request()
        model = self.env["aig.territory.board"].with_user(self.user_manager_north)
        board = model.get_board(**QUARTER)
        self.assertFalse(board["territory"]["id"])
        self.assertEqual(board["territory"]["name"], "All territories")
        self.assertEqual(
            {row["id"] for row in board["rows"] if row["kind"] == "territory"},
            {self.territory_north.id, self.territory_south.id},
        )
        whole = self._row(self._board(self.user_manager_both), "total")
        self.assertEqual(self._row(board, "total"), whole)
        names = {t["name"]: t["parent_id"] for t in board["tree"]}
        self.assertEqual(names["All territories"], None)
        self.assertEqual(names["Test North"], 0, "below all that the user sees")
        self.assertEqual(names["Test Hanoi"], self.territory_north.id)

    def test_a_director_begins_at_the_roots(self):
        root = self._new_territory("Second root", "T-2")
        board = self.env["aig.territory.board"].with_user(self.user_director)
        result = board.get_board()
        self.assertFalse(result["territory"]["id"])
        rows = {row["id"] for row in result["rows"] if row["kind"] == "territory"}
        self.assertLessEqual({root.id, self.territory_vn.id}, rows)

    def test_without_a_territory_there_is_nothing(self):
        board = self.env["aig.territory.board"].with_user(self.user_no_territory)
        result = board.get_board()
        self.assertFalse(result["tree"])
        row = self._row(result, "total")
        self.assertFalse(any(row.values()))

    def test_a_salesperson_gets_no_row_of_colleagues(self):
        board = self._board(self.user_sales_north, self.territory_north)
        self.assertFalse([row for row in board["rows"] if row["kind"] == "person"])
        self.assertEqual(self._row(board, "total")["people"], 1)

    def test_a_colleague_of_another_company_has_a_name(self):
        other = self.env["res.company"].create({"name": "Second company"})
        self.user_hanoi.write(
            {"company_ids": [(6, 0, other.ids)], "company_id": other.id}
        )
        board = self._board(self.user_manager_both)
        names = [row["name"] for row in board["rows"] if row["kind"] == "person"]
        self.assertIn("Sơn Hà Nội", names)


@tagged("post_install", "-at_install", "aig_performance")
@freeze_time(NOW)
class TestAigTerritoryBoardPerformance(AigBoardCase):
    def _queries(self):
        self.env.flush_all()
        self.env.invalidate_all()
        board = self.env["aig.territory.board"].with_user(self.user_manager_both)
        start = self.env.cr.sql_log_count
        result = board.get_board(self.territory_vn.id, **QUARTER)
        return self.env.cr.sql_log_count - start, result

    def _grow(self, count):
        territories = self.env["aig.territory"].create(
            [
                {
                    "name": f"District {number}",
                    "code": f"D{count}-{number}",
                    "parent_id": self.territory_south.id,
                }
                for number in range(count)
            ]
        )
        for territory in territories:
            user = self._new_user(
                f"u.{territory.code}", territory.name, "aig_base.group_sales_user"
            )
            territory.membership_ids = self._members(user)
            customer = self._new_customer(territory.name, territory, user_id=user.id)
            self._new_lead(customer, user, expected_revenue=1000)

    def test_queries_do_not_grow_with_territories_and_people(self):
        self._grow(5)
        self._queries()
        small, board = self._queries()
        rows = len(board["rows"])
        self._grow(45)
        self._queries()
        large, board = self._queries()
        self.assertEqual(len(board["rows"]), rows + 45)
        self.assertEqual(small, large)
        self.assertLessEqual(large, 40)
