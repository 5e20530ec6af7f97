"""Facts of dashboards: views of the database, one row of each record."""

from .registry import Builder


class Figure(Builder):
    """What a fact says of a record of the place."""

    #: what it is read from, and the fact's field with it
    source = field = ""

    def vals(self, case, place):
        return {"date": "2026-11-20"}

    def change(self, case, place):
        return {"date": "2026-11-21"}

    def find(self, case, place):
        """The record that a row of the fact stands for."""
        return case.record(self.source, place)

    def build(self, case, place):
        record = self.find(case, place)
        case.env.flush_all()
        # superuser: the tests need records in places their user cannot reach
        facts = case.env[self.model].sudo()
        return facts.search([(self.field, "=", record.id)], limit=1)


class Care(Figure, model="aig.kpi.care"):
    """A call."""

    source, field = "aig.care.log", "log_id"


class Deal(Figure, model="aig.kpi.deal"):
    """An opportunity."""

    source, field = "crm.lead", "lead_id"


class BookedMeeting(Figure, model="aig.kpi.meeting"):
    """A meeting that its owner booked."""

    source, field = "calendar.event", "event_id"

    def find(self, case, place):
        meeting = super().find(case, place)
        if not place.territory:  # a partner is its customer by an opportunity then
            meeting.opportunity_id = case.record("crm.lead", place)
        return meeting


class Silence(Figure, model="aig.kpi.silence"):
    """A customer of a salesperson."""

    source, field = "res.partner", "partner_id"

    def find(self, case, place):
        customer = super().find(case, place)
        customer.write({"user_id": place.owner.id, "company_id": case.company.id})
        return customer


class Order(Figure, model="aig.kpi.order"):
    """A quotation."""

    source, field = "sale.order", "order_id"


class Revenue(Figure, model="aig.kpi.revenue"):
    """A posted invoice."""

    source, field = "account.move", "move_id"

    def find(self, case, place):
        invoice = super().find(case, place)
        invoice.action_post()
        return invoice


class Receivable(Revenue, model="aig.kpi.receivable"):
    """What is open of an invoice."""


class Cash(Revenue, model="aig.kpi.cash"):
    """The payment of an invoice."""

    def find(self, case, place):
        invoice = super().find(case, place)
        invoice.env["account.payment.register"].with_context(
            active_model=invoice._name, active_ids=invoice.ids
        ).create({}).action_create_payments()
        return invoice


class Plan(Figure, model="aig.kpi.plan"):
    """A customer in a plan."""

    source, field = "aig.sales.plan.line", "line_id"


class Target(Figure, model="aig.kpi.target"):
    """A salesperson's target, which a customer's has made."""

    source, field = "aig.sales.target", "target_id"

    def find(self, case, place):
        return super().find(case, place).parent_id


class Point(Figure, model="aig.kpi.point"):
    """A row of the ledger."""

    source, field = "aig.voucher.point", "point_id"


class Voucher(Figure, model="aig.kpi.voucher"):
    """A voucher."""

    source, field = "aig.voucher", "voucher_id"


class Post(Figure, model="aig.kpi.post"):
    """A post; the department reads all."""

    owner_field = territory_field = None
    source, field = "aig.content.post", "post_id"


class ContentTarget(Figure, model="aig.kpi.content.target"):
    """A week of a target."""

    territory_field = None
    source, field = "aig.content.allocation", "id"
