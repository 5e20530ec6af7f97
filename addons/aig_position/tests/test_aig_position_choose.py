from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import MILLION
from .offers import AigOfferCase


@tagged("post_install", "-at_install")
class TestAigPositionChoose(AigOfferCase):
    """Choosing what fits a customer, and from a free place to a mail (A39, A41)."""

    def _find(self, offer=None, **values):
        action = (offer or self.offer).action_choose()
        finds = self.env["aig.position.find"].with_user(self.user_sales_north)
        with Form(finds.with_context(**action["context"])) as form:
            form.kind_ids = self.kind
            for name, value in values.items():
                setattr(form, name, value)
        action = form.record.action_find()
        positions = self.env["aig.position"].with_user(self.user_sales_north)
        return positions.with_context(**action["context"]).search(action["domain"])

    def test_chosen_ones_are_saved(self):
        offer = self._new_offer(self.positions.browse())
        found = self._find(offer, date_from="2026-12-20", date_to="2026-12-24")
        self.assertIn(self.billboard, found)
        found = found & self.positions
        self.assertEqual(set(found.mapped("period_amount")), {5 * MILLION})
        self.assertFalse(any(found.mapped("is_chosen")))
        (found & (self.billboard | self.tower)).action_choose()
        found.invalidate_recordset()
        self.assertEqual(found.filtered("is_chosen"), self.billboard | self.tower)
        self.assertEqual(
            {str(line.date_from) for line in offer.line_ids}, {"2026-12-20"}
        )
        (found & self.tower).action_leave_out()
        self.assertEqual(offer.line_ids.position_id, self.billboard)
        action = found.browse().action_mail_offer()
        self.assertEqual(action["context"]["default_res_ids"], offer.ids)

    def test_free_ones_only_or_all(self):
        self._new_booking(self.billboard).action_hold()
        self.assertNotIn(self.billboard, self._find())
        found = self._find(is_free_only=False)
        self.assertIn(self.billboard, found)
        self.assertIn(self.screen, found)

    def test_not_yet_offered_to_this_customer(self):
        self._send(self._compose(self.offer.action_care_compose()).save())
        offer = self._new_offer(self.positions.browse())
        self.assertEqual(self._find(offer) & self.positions, self.tower)
        self.assertEqual(
            self._find(offer, is_new_only=False) & self.positions, self.positions
        )

    def test_fitting_the_customer(self):
        beer = self.env["res.partner.industry"].create({"name": "Beer"})
        (self.customer_north | self.customer_south).industry_id = beer
        school = {"name": "beside a school", "industry_ids": beer.ids}
        self.billboard.restriction_ids = self.env["aig.position.restriction"].create(
            school
        )
        self.screen.is_exclusive = True
        self._new_booking(self.screen, user=self.user_sales_south).action_hold()
        self.assertEqual(self._find() & self.positions, self.tower)
        found = self._find(is_fitting_only=False)
        self.assertEqual(found & self.positions, self.positions)

    def test_from_a_free_place_to_the_mail(self):
        positions = self.billboard.with_user(self.user_sales_north).with_context(
            aig_free_from="2026-12-10", aig_free_to="2026-12-19"
        )
        action = positions.action_send_to_customer()
        self.assertEqual(action["res_model"], "res.partner")
        customer = self.customer_north.with_user(self.user_sales_north)
        action = customer.with_context(**action["context"]).action_aig_send_positions()
        composer = self._compose(action).save()
        self.assertEqual(len(self._send(composer)), 1)
        # the customer is known already: one step less
        action = positions.with_context(
            aig_partner_id=customer.id
        ).action_send_to_customer()
        again = self._compose(action)
        self.assertIn("T-1", again.body)
        # opened again, it is the same draft
        offers = self.env["aig.position.offer"]
        count = offers.search_count([])
        positions.with_context(aig_partner_id=customer.id).action_send_to_customer()
        self.assertEqual(offers.search_count([]), count)

    def test_from_a_customer_and_from_a_deal(self):
        customer = self.branch_north.with_user(self.user_sales_north)
        action = customer.action_aig_choose_positions()
        self.assertEqual(
            action["context"]["default_partner_id"], self.customer_north.id
        )
        lead = self.env["crm.lead"].create(
            {"name": "Deal", "user_id": self.user_sales_north.id}
        )
        lead = lead.with_user(self.user_sales_north)
        with self.assertRaisesRegex(UserError, "Choose the customer"):
            lead.action_aig_choose_positions()
        lead.partner_id = self.customer_north
        action = lead.action_aig_choose_positions()
        offer = self.env["aig.position.offer"].browse(
            action["context"]["default_offer_id"]
        )
        self.assertEqual(offer.lead_id, lead)

    def test_nobody_chooses_in_anothers_offer(self):
        positions = self.tower.with_user(self.user_sales_south).with_context(
            aig_offer_id=self.offer.id
        )
        self.assertFalse(positions.is_chosen)
        with self.assertRaisesRegex(UserError, "anew"):
            positions.action_choose()
        colleague = self.tower.with_user(self.user_sales_north_2).with_context(
            aig_offer_id=self.offer.id
        )
        with self.assertRaises(AccessError):
            colleague.action_choose()

    def test_drafts_that_lead_nowhere_are_forgotten(self):
        self.env.cr.execute(
            "UPDATE aig_position_offer SET write_date = '2026-10-01' WHERE id = %s",
            (self.offer.id,),
        )
        fresh = self._new_offer(self.tower)
        self.env["aig.position.offer"]._gc_forgotten()
        self.assertEqual((self.offer | fresh).exists(), fresh)


@tagged("post_install", "-at_install")
class TestAigPositionOfferHistory(AigOfferCase):
    """Who was offered what, and what came of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        lines = cls.offer.sudo().line_ids
        lines.is_offered = True
        # the database's clock, which says when a booking was made, is not frozen
        cls.offer._decide({"state": "sent", "sent_date": "2026-11-01 01:00:00"})
        cls.line = lines[0].with_user(cls.user_sales_north)

    def test_what_came_of_it(self):
        self.assertEqual(self.line.outcome, "none")
        booking = self._new_booking(self.billboard, 12, 20)
        booking.action_hold()
        self.line.invalidate_recordset()
        self.assertEqual(self.line.outcome, "held")
        booking.action_quote()
        booking.sudo().sale_order_id.action_confirm()
        self.line.invalidate_recordset()
        self.assertEqual(self.line.outcome, "ordered")
        self.assertEqual(self.offer.line_ids[1].outcome, "none")

    def test_what_came_before_or_for_earlier_days_is_not_its_doing(self):
        self._new_booking(self.billboard, 2, 9).action_book()
        self.line.invalidate_recordset()
        self.assertEqual(self.line.outcome, "none")

    def test_listed_by_position_and_customer_within_the_territory(self):
        for user, count in (
            (self.user_sales_north, 1),
            (self.user_manager_north, 1),
            (self.user_sales_south, 0),
        ):
            action = self.billboard.with_user(user).action_offers()
            lines = self.env[action["res_model"]].with_user(user)
            self.assertEqual(lines.search_count(action["domain"]), count)
        action = self.branch_north.action_aig_position_offers()
        self.assertEqual(
            self.env[action["res_model"]].search_count(action["domain"]), 2
        )

    def test_on_the_timeline(self):
        page = (
            self.env["aig.timeline"]
            .with_user(self.user_sales_north)
            .get_page("res.partner", self.customer_north.id)
        )
        [row] = [row for row in page["rows"] if row["label"] == "Positions Offered"]
        self.assertEqual(row["title"], "[T-1] Billboard, [T-2] Screen")

    def test_as_many_queries_for_many(self):
        lines = self.env["aig.position.offer.line"]
        more = self.env["aig.position"].union(
            *(self._new_position(f"Place {n}", f"M-{n}") for n in range(18))
        )
        offer = self._new_offer(more)
        offer.sudo().line_ids.is_offered = True
        offer._decide({"state": "sent", "sent_date": "2026-12-01 01:00:00"})
        counts = []
        for some in (self.offer.line_ids, self.offer.line_ids | offer.line_ids):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            lines.browse(some.ids).mapped("outcome")
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)
