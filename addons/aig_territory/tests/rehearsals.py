from odoo.fields import Command

from .documents import AigDocumentCase


class AigRehearsalCase(AigDocumentCase):
    """A rehearsal of the director, and short ways to put customers into it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["aig.territory.rule"].search([]).active = False
        cls.rehearsal = cls._new_rehearsal(cls.user_director)

    @classmethod
    def _new_rehearsal(cls, user, **values):
        rehearsals = cls.env["aig.territory.rehearsal"].with_user(user)
        return rehearsals.create({"name": f"Split of {user.login}", **values})

    def _draft(self, partner, territory, rehearsal=None, user=None):
        """Put a customer into a rehearsal, as its owner."""
        rehearsal = rehearsal or self.rehearsal
        lines = self.env["aig.territory.rehearsal.line"]
        return lines.with_user(user or rehearsal.user_id).create(
            {
                "rehearsal_id": rehearsal.id,
                "partner_id": partner.id,
                "new_territory_id": territory.id,
            }
        )

    def _draft_rule(self, territory, rehearsal=None, **values):
        """A rule of the rehearsal; by default it fits South Customer alone."""
        rehearsal = rehearsal or self.rehearsal
        values = values or {"partner_names": "South Customer"}
        rehearsal.rule_ids = [
            Command.create({"territory_id": territory.id, **values}),
        ]
        return rehearsal.rule_ids[-1]

    def _person(self, user, rehearsal=None):
        """The row of a person, read anew."""
        self.env.flush_all()
        self.env.invalidate_all()
        people = (rehearsal or self.rehearsal).person_ids
        return people.filtered(lambda person: person.user_id.id == user.id)

    def _run_cron(self):
        cron = self.env.ref("aig_territory.ir_cron_aig_territory_rehearsal")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()
