import json
from pathlib import Path

from odoo.fields import Command

from .company import LANG

GROUPS = {
    "director": "aig_base.group_director",
    "manager": "aig_base.group_sales_manager",
    "salesperson": "aig_base.group_sales_user",
    "content officer": "aig_base.group_content_user",
    "content manager": "aig_base.group_content_manager",
}
PEOPLE = Path(__file__).parents[1] / "demo_users.json"


def hire(env, firm):
    """Make the demo's users; return them by login."""
    users = env["res.users"].with_context(no_reset_password=True)
    # Odoo's robot would begin a chat over the whole screen of a phone
    quiet = {"odoobot_state": "disabled"} if "odoobot_state" in users._fields else {}
    return {
        person["login"]: users.create(
            {
                "name": person["name"],
                "login": person["login"],
                "password": person["password"],
                "email": f"{person['login']}@aig.example.com",
                "lang": LANG,
                "tz": "Asia/Ho_Chi_Minh",
                "company_id": firm.id,
                **quiet,
                "company_ids": [Command.set(firm.ids)],
                "group_ids": [
                    Command.link(env.ref("base.group_user").id),
                    Command.link(env.ref(GROUPS[person["role"]]).id),
                ],
            }
        )
        for person in json.loads(PEOPLE.read_text(encoding="utf-8"))
    }
