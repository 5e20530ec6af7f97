from odoo.fields import Domain

MILLION = 1_000_000
QUARTERS = 4
#: aimed at beyond what the customers sum to, so that the difference has an example
AMBITION_OF = "sales.saigon"
AMBITION = 200 * MILLION


def aim(env, firm, staff, clients):
    """Set the year's targets, from the customers upwards to the company."""
    firm.aig_sales_distribution_id = env.ref(
        "aig_sales_plan.aig_sales_distribution_season"
    )
    year = firm._aig_today().year
    for user in staff.values():
        mine = [(p, facts) for p, facts in clients if p.user_id == user]
        env["aig.sales.target"].create(
            [_customer(firm, year, user, *client) for client in mine]
        )
    _sum_up(env, year, staff[AMBITION_OF])


def _customer(firm, year, user, partner, facts):
    planned = sum(
        facts["plan"][name] for name in ("renewal", "expected", "development")
    )
    return {
        "company_id": firm.id,
        "year": year,
        "user_id": user.id,
        "partner_id": partner.id,
        "distribution_id": firm.aig_sales_distribution_id.id,
        "amount": planned * QUARTERS * MILLION,
    }


def _sum_up(env, year, ambitious):
    """From the lowest level to the company: the months of those below."""
    Target = env["aig.sales.target"]
    domain = Domain("year", "=", year) & Domain("level", "!=", "customer")
    for target in Target.search(domain).sorted(lambda t: -_depth(t)):
        for number in range(1, 13):
            name = f"month_{number:02}"
            target[name] = sum(target.child_ids.mapped(name))
        if target.user_id == ambitious:
            target.month_12 += AMBITION


def _depth(target):
    return 1 + _depth(target.parent_id) if target.parent_id else 0
