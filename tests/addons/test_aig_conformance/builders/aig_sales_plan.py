from .registry import Builder, Linked, Wizard

MILLION = 1_000_000


class SalesPlan(Builder, model="aig.sales.plan"):
    """A draft plan of a quarter of its own."""

    def vals(self, case, place):
        return {"user_id": place.owner.id, **self.change(case, place)}

    def change(self, case, place):
        number = case.number("plan")
        return {"year": 2027 + number // 4 % 70, "quarter": str(number % 4 + 1)}


class SalesPlanLine(Builder, model="aig.sales.plan.line"):
    """A customer of the place in a plan of the place: 5 points."""

    def vals(self, case, place):
        return {
            "plan_id": case.record("aig.sales.plan", place).id,
            "partner_id": case.customer(place.territory).id,
            "renewal_revenue": 500 * MILLION,
        }

    def change(self, case, place):
        return {"expected_revenue": case.number() * MILLION}


class SalesPlanRevision(Builder, model="aig.sales.plan.revision"):
    """What was once approved."""

    def vals(self, case, place):
        return {
            "plan_id": case.record("aig.sales.plan", place).id,
            "revision": case.number(),
            "territory_id": place.territory.id,
            "secured_revenue": 500 * MILLION,
        }

    def change(self, case, place):
        return {"secured_revenue": case.number()}


class SalesPlanReceivable(Linked, model="aig.sales.plan.receivable"):
    """A receivable as the books wrote it; people type only the promise."""

    def vals(self, case, place):
        return {
            "line_id": case.record("aig.sales.plan.line", place).id,
            "name": f"INV/{case.number()}",
            "amount": 110 * MILLION,
        }

    def change(self, case, place):
        return {"promise_date": str(case.date(case.number()))}

    def assert_changed(self, case, record, change):
        case.assertEqual(str(record.promise_date), change["promise_date"])

    def owner(self, record):
        return record.user_id


class SalesPlanSource(Linked, model="aig.sales.plan.source"):
    """A deal of the plan's salesperson, as development."""

    def vals(self, case, place):
        line = case.record("aig.sales.plan.line", place)
        # superuser: the deal is there before anybody plans with it
        lead = (
            case.env["crm.lead"]
            .sudo()
            .create(
                {
                    "name": f"Planned deal {case.number()}",
                    "type": "opportunity",
                    "user_id": place.owner.id,
                    "partner_id": line.partner_id.id,
                    "expected_revenue": 100 * MILLION,
                }
            )
        )
        return {"line_id": line.id, "lead_id": lead.id, "figure": "development"}

    def change(self, case, place):
        return {"is_chosen": False}

    def owner(self, record):
        return record.user_id


class SalesPlanOverride(Linked, model="aig.sales.plan.override"):
    """Why somebody typed over a figure."""

    def vals(self, case, place):
        return {
            "line_id": case.record("aig.sales.plan.line", place).id,
            "figure": "receivable_due",
            "reason": f"Paid in cash {case.number()}",
            "author_id": place.owner.id,
        }

    def change(self, case, place):
        return {"reason": f"Another reason {case.number()}"}

    def owner(self, record):
        return record.user_id


class SalesPlanRefresh(Wizard, model="aig.sales.plan.refresh"):
    """What would change in a plan of the place."""

    def vals(self, case, place):
        return {"plan_id": case.record("aig.sales.plan", place).id}

    def change(self, case, place):
        return {"plan_id": case.record("aig.sales.plan", place).id}


class SalesPlanRefreshLine(Wizard, model="aig.sales.plan.refresh.line"):
    """One figure that would change."""

    def vals(self, case, place):
        return {
            "refresh_id": case.record("aig.sales.plan.refresh", place).id,
            "plan_line_id": case.record("aig.sales.plan.line", place).id,
            "figure": "renewal_revenue",
        }

    def change(self, case, place):
        return {"is_chosen": True}


class SalesPlanGenerate(Wizard, model="aig.sales.plan.generate"):
    """The question whose plan is wanted, and for which quarter."""

    def vals(self, case, place):
        return {"year": 2030, "quarter": "1"}

    def change(self, case, place):
        return {"quarter": "2"}
