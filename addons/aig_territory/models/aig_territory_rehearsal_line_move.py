from collections import defaultdict

from odoo import models
from odoo.exceptions import LockError
from odoo.fields import Domain

#: No mails, no tracking values and no followers' notices for each record moved.
QUIET = {
    "mail_notrack": True,
    "mail_auto_subscribe_no_notify": True,
    "mail_activity_quick_update": True,
}


class AigTerritoryRehearsalLine(models.Model):
    """Moving the customers of an activated rehearsal, and moving them back.

    Records are written in groups by territory or by person, never one by one. What is
    closed (orders, won and lost leads, invoices, past plans, care logs) stays.
    """

    _inherit = "aig.territory.rehearsal.line"

    def _move(self):
        """Take the customers to their new territories, with their open business."""
        # sudo: the right to activate was checked line by line.
        due = self.sudo().filtered("moves")
        due._pass_on("old_territory_id", "new_territory_id", "moved")._hand_over()

    def _move_back(self):
        """Undo, except what somebody touched since."""
        # sudo: the right to undo was checked.
        moved = self.sudo().filtered(lambda line: line.state == "moved")
        moved._pass_on("new_territory_id", "old_territory_id", "undone")._hand_back()

    def _pass_on(self, source, target, state):
        """Write the territories; customers that are elsewhere by now stay.

        :return: the lines whose customers moved, in a quiet environment
        """
        lines = self.with_context(**QUIET)
        lines._lock_customers()
        elsewhere = lines.filtered(
            lambda line: line.partner_id.aig_territory_id != line[source]
        )
        elsewhere.state = "changed"
        moving = lines - elsewhere
        for territory, group in moving.grouped(target).items():
            group.partner_id.aig_territory_id = territory
        moving.state = state
        moving._note(source, target)
        return moving

    def _lock_customers(self):
        """Nobody moves them meanwhile: who comes second starts again."""
        try:
            self.partner_id.lock_for_update(allow_referencing=True)
        except LockError as error:
            raise LockError(
                self.env._(
                    "Somebody is changing one of these customers right now: try again "
                    "in a moment."
                )
            ) from error
        self.partner_id.invalidate_recordset(["aig_territory_id"])

    def _with_free_customers(self):
        """Those whose customers nobody else is changing; from here on nobody will."""
        free = self.partner_id.sudo().try_lock_for_update(  # sudo: see _move()
            allow_referencing=True
        )
        return self.filtered(lambda line: line.partner_id.id in free._ids)

    def _note(self, source, target):
        """One line in each customer's chatter, all in one go."""
        nowhere = self.env._("no territory")
        bodies = {}
        for line in self:
            bodies[line.partner_id.id] = self.env._(
                "Territory: %(old)s → %(new)s (%(rehearsal)s)",
                old=line[source].name or nowhere,
                new=line[target].name or nowhere,
                rehearsal=line.rehearsal_id.name,
            )
        self.partner_id._message_log_batch(bodies)

    def _open_business(self):
        """What is handed over with the customers: records and each one's customer.

        :return: list of (records, dict of record id to commercial partner id)
        """
        customers = self.partner_id
        path = "partner_id.commercial_partner_id"
        partners = self.env["res.partner"].search_fetch(
            [("commercial_partner_id", "in", customers.ids)],
            ["commercial_partner_id", "user_id", "aig_territory_id"],
        )
        leads = self.env["crm.lead"].search_fetch(
            [(path, "in", customers.ids), ("won_status", "=", "pending")],
            ["partner_id", "user_id", "team_id", "type"],
        )
        orders = self.env["sale.order"].search_fetch(
            [(path, "in", customers.ids), ("state", "in", ("draft", "sent"))],
            ["partner_id", "user_id"],
        )
        found = [
            self._that_moves(partners, lambda partner: partner),
            *(
                self._that_moves(records, lambda record: record.partner_id)
                for records in (leads, orders)
            ),
        ]
        return [*found, self._open_activities(found)]

    def _that_moves(self, records, partner_of):
        """Leave out branches with a territory of their own, and their business.

        :return: (records, dict of record id to commercial partner id)
        """
        moving = records.filtered(
            lambda record: (
                (partner := partner_of(record)).aig_territory_id
                == partner.commercial_partner_id.aig_territory_id
            )
        )
        customers = {r.id: partner_of(r).commercial_partner_id.id for r in moving}
        return moving, customers

    def _open_activities(self, found):
        domain = Domain.OR(
            Domain("res_model", "=", records._name)
            & Domain("res_id", "in", records.ids)
            for records, _customers in found
        )
        activities = self.env["mail.activity"].search_fetch(
            domain, ["res_model", "res_id", "user_id"]
        )
        customer_of = {records._name: owners for records, owners in found}
        return activities, {
            activity.id: customer_of[activity.res_model][activity.res_id]
            for activity in activities
        }

    def _hand_over(self):
        """Give open business to the new person where the old one loses sight of it."""
        line_of = {line.partner_id.id: line for line in self}
        takers = {line: line._taker() for line in self}
        handed = defaultdict(lambda: defaultdict(dict))
        for records, customers in self._open_business():
            given, losers = defaultdict(list), defaultdict(list)
            for record in records:
                line = line_of[customers[record.id]]
                user = record.user_id
                if takers[line] and user and not line._is_seen_by(user):
                    given[(takers[line], *self._team_of(record))].append(record.id)
                    held = [user.id, self._team_of(record)[0].id]
                    handed[line][records._name][record.id] = held
                    losers[user].append(record.id)
            for (taker, team, kind), ids in given.items():
                vals = {"user_id": taker.id}
                if kind:
                    vals["team_id"] = self._team_for(taker, team, kind).id
                records.browse(ids).write(vals)
            self._unfollow(records, losers)
        for line, given in handed.items():
            line.handed = {"to": takers[line].id, "records": given}

    def _unfollow(self, records, losers):
        """What one does not see any more must not come by mail either."""
        if not losers or "message_follower_ids" not in records._fields:
            return
        lost = {
            (key, user.partner_id.id) for user, ids in losers.items() for key in ids
        }
        followers = self.env["mail.followers"].search_fetch(
            [
                ("res_model", "=", records._name),
                ("res_id", "in", [key for key, _partner in lost]),
                ("partner_id", "in", [partner for _key, partner in lost]),
            ],
            ["res_id", "partner_id"],
        )
        followers.filtered(lambda f: (f.res_id, f.partner_id.id) in lost).unlink()

    def _team_of(self, record):
        """Sales team and kind of a lead; nothing of other records."""
        if record._name == "crm.lead":
            return record.team_id, record.type
        return self.env["crm.team"], False

    def _team_for(self, taker, team, kind):
        """The team of leads that change hands, as core finds it lead by lead."""
        if taker in team.member_ids | team.user_id:
            return team
        use = "use_leads" if kind == "lead" else "use_opportunities"
        return team._get_default_team_id(user_id=taker.id, domain=[(use, "=", True)])

    def _taker(self):
        """The new person, else the nearest manager above."""
        territory, taker = self.new_territory_id, self.new_user_id
        while territory and not taker:
            taker, territory = territory.manager_id, territory.parent_id
        return taker

    def _is_seen_by(self, user):
        return (
            user.aig_sees_all_territories
            or self.new_territory_id.id in user.aig_own_territory_ids.ids
        )

    def _hand_back(self):
        """What was handed over returns, unless somebody else has it by now."""
        given = defaultdict(list)
        for line in self:
            records = (line.handed or {}).get("records", {})
            for model, held in records.items():
                for record_id, (user_id, team_id) in held.items():
                    key = (model, line.handed["to"], user_id, team_id)
                    given[key].append(int(record_id))
        for (model, taker_id, user_id, team_id), ids in given.items():
            records = self.env[model].browse(ids).exists()
            vals = {"user_id": user_id}
            if model == "crm.lead":
                vals["team_id"] = team_id
            records.filtered(lambda r, t=taker_id: r.user_id.id == t).write(vals)
