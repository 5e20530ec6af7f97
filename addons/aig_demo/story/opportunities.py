from . import read

MILLION = 1_000_000


def chase(env, clients):
    """Make this quarter's opportunities: open, won, lost, and one nobody has yet."""
    partners = {facts["domain"]: partner for partner, facts in clients}
    for facts in read("opportunities.json"):
        partner = partners[facts["customer"]]
        lead = env["crm.lead"].create(
            {
                "type": "opportunity",
                "name": facts["name"],
                "partner_id": partner.id,
                "user_id": not facts.get("unassigned") and partner.user_id.id,
                "expected_revenue": facts["million"] * MILLION,
                "probability": facts["probability"],
            }
        )
        if outcome := facts.get("outcome"):
            getattr(lead, f"action_set_{outcome}")()
