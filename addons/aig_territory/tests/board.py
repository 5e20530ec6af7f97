from .documents import AigDocumentCase

#: 30 March 2026 in Vietnam, in the first quarter.
NOW = "2026-03-30 03:00:00"
QUARTER = {"year": 2026, "quarter": 1}
MILLION = 1_000_000


class AigBoardCase(AigDocumentCase):
    """A tree of three levels with work of several people, and of nobody.

    ::

        territory_vn (manager: user_manager_both)
        |- territory_north: user_sales_north, user_sales_north_2, user_manager_north
        |   |- territory_hanoi: user_hanoi, user_hanoi_2
        |- territory_south: user_sales_south
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        sales = "aig_base.group_sales_user"
        cls.user_hanoi = cls._new_user("sales.hn", "Sơn Hà Nội", sales)
        cls.user_hanoi_2 = cls._new_user("sales.hn.2", "Tú Hà Nội", sales)
        cls.territory_hanoi = cls._new_territory(
            "Test Hanoi",
            "T-HN",
            parent_id=cls.territory_north.id,
            membership_ids=cls._members(cls.user_hanoi | cls.user_hanoi_2),
        )
        cls.sellers = (
            cls.user_sales_north
            | cls.user_sales_north_2
            | cls.user_hanoi
            | cls.user_hanoi_2
            | cls.user_sales_south
        )
        for number, user in enumerate(cls.sellers, start=1):
            cls._add_work(user._aig_home_territory(), user, number)
        cls._add_work(cls.territory_hanoi, cls.env["res.users"], 7)
        cls.env.flush_all()

    @classmethod
    def _add_work(cls, territory, user, number):
        """Customers, an active one and a prospect; opportunities; invoices."""
        active, prospect = (
            cls._new_customer(
                f"{kind} {number} {territory.code}",
                territory,
                user_id=user.id,
                property_account_receivable_id=cls.receivable.id,
            )
            for kind in ("Active", "Prospect")
        )
        cls._new_lead(
            prospect, user, expected_revenue=number * 100 * MILLION, probability=30
        )
        cls._new_lead(active, user, expected_revenue=number * MILLION, probability=50)
        won = cls._new_lead(active, user, expected_revenue=5 * MILLION)
        won.action_set_won()
        for _lost in range(number % 3):
            cls._new_lead(active, user).action_set_lost()
        for day, kind in (("2026-02-01", "out_invoice"), ("2026-03-31", "out_refund")):
            price = number * 1000 if kind == "out_invoice" else 100
            invoice = cls._new_invoice(
                active, user, post=False, invoice_date=day, move_type=kind
            )
            invoice.invoice_line_ids.price_unit = price
            invoice.action_post()

    def _board(self, user, territory=None, **values):
        self._next_request()
        board = self.env["aig.territory.board"].with_user(user)
        return board.get_board((territory or self.territory_vn).id, **QUARTER, **values)

    @staticmethod
    def _row(board, kind, record=None):
        """Values by figure of one row."""
        row = next(
            row
            for row in board["rows"]
            if row["kind"] == kind and (record is None or row["id"] == record.id)
        )
        return {name: cell["value"] for name, cell in row["cells"].items()}

    def _sum_of_records(self, user, figure, domain):
        """What the records that a figure opens add up to, read as the user."""
        model = self.env[figure["model"]].with_user(user)
        records = model.search(domain)
        fields = self.SUMMED.get(figure["name"])
        if figure["kind"] == "count":
            return len(records)
        return sum(sum(records.mapped(name)) for name in fields) if records else None

    #: fields that a figure in money adds up
    SUMMED = {
        "pipeline": ("expected_revenue",),
        "forecast": ("prorated_revenue",),
        "actual": ("amount_untaxed_signed",),
    }
