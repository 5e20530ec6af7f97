from .documents import AigDocumentCase


class AigHistoryCase(AigDocumentCase):
    """The north customer has moved to the south, and left a past behind.

    ::

        past: an invoice and a confirmed order of user_sales_north
        territory_west: user_sales_west, a neighbour of both
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user_sales_west = cls._new_user(
            "sales.west", "Tây Nguyên", "aig_base.group_sales_user"
        )
        cls.territory_west = cls._new_territory(
            "Test West",
            "T-W",
            parent_id=cls.territory_vn.id,
            membership_ids=cls._members(cls.user_sales_west),
        )
        cls.order_north.action_confirm()
        cls.past = {
            "account.move": cls.invoice_north,
            "account.move.line": cls.invoice_north.line_ids,
            "sale.order": cls.order_north,
            "sale.order.line": cls.order_north.order_line,
        }
        cls.messages = [
            document.message_post(
                body="As agreed in the north",
                attachments=[(f"{document._name}.txt", b"signed")],
            )
            for document in (cls.invoice_north, cls.order_north)
        ]
        cls.customer_north.aig_territory_id = cls.territory_south
        cls.env.flush_all()
        cls.env.invalidate_all()

    def _seen(self, records, user):
        """Those of the records that a user finds and reads."""
        self._next_request()
        found = records.with_user(user).search([("id", "in", records.ids)])
        found.read(["display_name", "create_date"])
        return found.sudo(self.env.su).with_env(self.env)

    def assertReads(self, user, *models):
        """The user reads the past of these models, and nothing of the others."""
        for model, records in self.past.items():
            with self.subTest(user=user.login, model=model):
                expected = records if model in models else records.browse()
                self.assertEqual(self._seen(records, user), expected)
