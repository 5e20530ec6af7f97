from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .test_aig_content_robot import AigRobotCase


@tagged("post_install", "-at_install")
class TestAigContentTargetGrid(AigRobotCase):
    """Each quarter persons are given posts by channel, beside the goal (A53)."""

    def setUp(self):
        super().setUp()
        self.other = self._new_user("content.2", "Oanh", "aig_base.group_content_user")
        self.targets = self.env["aig.content.target"].with_user(
            self.user_content_manager
        )

    def write_grid(self, cells, goals=(), **kwargs):
        return self.targets.action_write_grid(2026, 4, cells, goals, **kwargs)

    def get_cell(self, grid, user):
        return grid["cells"].get(f"{user.id}-{self.channel.id}")

    def test_a_block_is_written_at_once(self):
        users, channel = (self.user_content, self.other), self.channel.id
        grid = self.write_grid(
            [[user.id, channel, 13 + index] for index, user in enumerate(users)],
            [[channel, 40]],
        )
        self.assertEqual(self.get_cell(grid, self.user_content)["quantity"], 13)
        self.assertEqual(self.get_cell(grid, self.other)["quantity"], 14)
        [goal] = self.env["aig.content.goal"].search([("channel_id", "=", channel)])
        self.assertEqual((goal.assigned_count, goal.gap_count), (27, 13))
        target = self.targets.search([("user_id", "=", self.other.id)])
        self.assertEqual(sum(self.quantities(target)), 14)

    def test_the_built_in_administrator_writes_no_posts(self):
        def shown():
            return [one["id"] for one in self.targets.get_grid(2026, 4)["people"]]

        admin = self.env.ref("base.user_admin")
        self.assertIn(self.other.id, shown())
        self.assertNotIn(admin.id, shown())
        self.write_grid([[admin.id, self.channel.id, 13]])
        self.assertIn(admin.id, shown())

    def test_an_empty_cell_takes_the_target_away(self):
        channel = self.channel.id
        self.write_grid([[self.user_content.id, channel, 13]], [[channel, 40]])
        grid = self.write_grid(
            [[self.user_content.id, channel, None]], [[channel, None]]
        )
        self.assertIsNone(self.get_cell(grid, self.user_content))
        self.assertFalse(self.env["aig.content.goal"].search([]))

    def test_a_changed_cell_is_planned_anew(self):
        self.write_grid([[self.user_content.id, self.channel.id, 13]])
        self.write_grid([[self.user_content.id, self.channel.id, 26]])
        target = self.targets.search([("user_id", "=", self.user_content.id)])
        self.assertEqual(sum(self.quantities(target)), 26)

    def test_targets_of_topics_stand_beside(self):
        self.make_target(5, topic_id=self.topic.id)
        grid = self.write_grid([[self.user_content.id, self.channel.id, 13]])
        cell = self.get_cell(grid, self.user_content)
        self.assertEqual((cell["quantity"], cell["topics"]), (13, 5))

    def test_a_target_is_split_into_topics(self):
        user, channel = self.user_content.id, self.channel.id
        policy = self.env.ref("aig_4e_content.aig_content_topic_policy")
        grid = self.write_grid(
            [
                [user, channel, 6],
                [user, channel, 5, self.topic.id],
                [user, channel, 2, policy.id],
            ]
        )
        self.assertIn(policy.name, [one["name"] for one in grid["topics"]])
        key = f"{user}-{channel}"
        self.assertEqual(grid["topic_cells"][f"{key}-{self.topic.id}"], 5)
        targets = self.targets.search([("user_id", "=", user)])
        self.assertEqual(sorted(targets.mapped("quantity")), [2, 5, 6])
        self.assertEqual(sum(targets.allocation_ids.mapped("quantity")), 13)
        grid = self.write_grid(
            [[user, channel, 7, self.topic.id], [user, channel, None, policy.id]]
        )
        self.assertEqual(grid["topic_cells"], {f"{key}-{self.topic.id}": 7})
        cell = self.get_cell(grid, self.user_content)
        self.assertEqual((cell["quantity"], cell["topics"]), (6, 7))

    def test_what_is_no_number_is_refused_whole(self):
        user, channel = self.user_content.id, self.channel.id
        for wrong in ("12", -1, 1.5, True):
            with self.assertRaisesRegex(UserError, "is no number of posts"):
                self.write_grid([[self.other.id, channel, 3], [user, channel, wrong]])
        self.assertFalse(self.targets.search([]))

    def test_nobody_else_writes_it(self):
        cells = [[self.user_content.id, self.channel.id, 13]]
        for user in (self.user_content, self.user_director):
            with self.assertRaises(AccessError):
                self.targets.with_user(user).action_write_grid(2026, 4, cells)
        self.assertFalse(
            self.targets.with_user(self.user_director).get_grid()["can_write"]
        )

    def test_whoever_left_gets_none(self):
        self.other.active = False
        with self.assertRaises(ValidationError):
            self.write_grid([[self.other.id, self.channel.id, 13]])

    def test_the_quarter_before_is_copied_without_who_left(self):
        self.make_target(12, quarter="3")
        self.make_target(3, quarter="3", topic_id=self.topic.id)
        self.make_target(9, self.other, quarter="3")
        self.other.active = False
        result = self.targets.action_copy_quarter(2026, 4)
        self.assertEqual(result, {"copied": 2, "left": ["Oanh"]})
        copied = self.targets.search([("quarter", "=", "4")])
        self.assertEqual(sorted(copied.mapped("quantity")), [3, 12])
        self.assertEqual(sum(copied.allocation_ids.mapped("quantity")), 15)
        self.assertEqual(self.targets.action_copy_quarter(2026, 4)["copied"], 0)

    def test_changes_are_kept_in_the_history(self):
        target = self.make_target(12).with_context(
            tracking_disable=False, mail_notrack=False
        )
        self.env.flush_all()
        self.env.cr.precommit.run()
        target.quantity = 20
        self.env.flush_all()
        self.env.cr.precommit.run()
        values = target.sudo().message_ids.tracking_value_ids
        self.assertEqual(
            values.mapped(lambda one: (one.old_value_integer, one.new_value_integer)),
            [(12, 20)],
        )

    def test_queries_do_not_grow_with_people(self):
        def read(number):
            for index in range(number):
                user = self._new_user(
                    f"g.{number}.{index}", "G", "aig_base.group_content_user"
                )
                self.make_target(5, user)
            self.env.flush_all()
            self.env.invalidate_all()
            self.targets.get_grid()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.targets.get_grid()
            return self.env.cr.sql_log_count - before

        self.assertEqual(read(2), read(10))
