from collections import defaultdict
from datetime import date, timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL


class AigTerritoryMembership(models.Model):
    """Who belongs to which territory from when until when (G06).

    Past rows are history: figures belong to the territory of their own day.
    """

    _name = "aig.territory.membership"
    _description = "Territory Membership"
    _order = "date_from desc, id desc"
    _rec_name = "user_id"

    territory_id = fields.Many2one(
        "aig.territory", required=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        "res.users",
        string="Person",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('share', '=', False)]",
    )
    date_from = fields.Date(
        string="From",
        required=True,
        default=lambda self: self.env.company._aig_today(),
    )
    date_to = fields.Date(
        string="Until", help="Last day. Empty: until somebody ends the membership."
    )

    _check_dates = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= date_from)",
        "A membership cannot end before it begins: choose a later last day.",
    )
    _unique_open = models.UniqueIndex(
        "(user_id) WHERE date_to IS NULL",
        "This person already has a territory: end that membership first.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        today = self.env.company._aig_today()
        self._check_no_overlap(
            [
                (
                    False,
                    vals.get("user_id"),
                    fields.Date.to_date(vals.get("date_from", today)),
                    fields.Date.to_date(vals.get("date_to")),
                )
                for vals in vals_list
            ]
        )
        # An ended membership must reach the database before its successor does.
        self.flush_model(["user_id", "date_to"])
        memberships = super().create(vals_list)
        self.env["res.users"]._aig_reset_visibility()
        return memberships

    def write(self, vals):
        if {"user_id", "date_from", "date_to"} & vals.keys():
            self._check_no_overlap(
                [
                    (
                        membership.id,
                        vals.get("user_id", membership.user_id.id),
                        fields.Date.to_date(
                            vals.get("date_from", membership.date_from)
                        ),
                        fields.Date.to_date(vals.get("date_to", membership.date_to)),
                    )
                    for membership in self
                ]
            )
        result = super().write(vals)
        self.env["res.users"]._aig_reset_visibility()
        return result

    def unlink(self):
        result = super().unlink()
        self.env["res.users"]._aig_reset_visibility()
        return result

    @api.model
    def _check_no_overlap(self, candidates):
        """A person has one territory at a time.

        Done before the rows are written, so that people read a sentence and not the
        message of the unique index.

        :param list candidates: (id or False, user id, first day, last day or False)
        :raise ValidationError: naming the person and the other territory
        """
        candidates = [row for row in candidates if row[1] and row[2]]
        user_ids = {row[1] for row in candidates}
        self._lock_users(user_ids)
        taken = defaultdict(list)
        changed_ids = {row[0] for row in candidates}
        for other in self.search([("user_id", "in", list(user_ids))]):
            if other.id not in changed_ids:
                taken[other.user_id.id].append(
                    (other.date_from, other.date_to, other.territory_id)
                )
        for _row_id, user_id, date_from, date_to in candidates:
            last = date_to or date.max
            for other_from, other_to, territory in taken[user_id]:
                if date_from <= (other_to or date.max) and other_from <= last:
                    self._raise_overlap(user_id, other_from, territory)
            taken[user_id].append((date_from, date_to, self.env["aig.territory"]))

    def _raise_overlap(self, user_id, date_from, territory):
        person = self.env["res.users"].browse(user_id).name
        if not territory:
            raise ValidationError(
                self.env._(
                    "%(person)s would have two territories at once: give each "
                    "membership days of its own.",
                    person=person,
                )
            )
        raise ValidationError(
            self.env._(
                "%(person)s belongs to %(territory)s since %(day)s: "
                "end that membership before the new one begins.",
                person=person,
                territory=territory.name,
                day=fields.Date.to_string(date_from),
            )
        )

    @api.model
    def _lock_users(self, user_ids):
        """Let two directors change the memberships of one person in turn.

        An update, not a row lock: the database then fails the transaction whose
        snapshot is older, and the server repeats it with what the first one wrote.
        """
        if user_ids:
            self.env.cr.execute(
                SQL(
                    "UPDATE res_users SET write_date = write_date WHERE id IN %s",
                    tuple(user_ids),
                )
            )

    @api.model
    def _domain_active(self, day=None):
        """Memberships that count on a day, by default today in the company."""
        day = day or self.env.company._aig_today()
        return Domain("date_from", "<=", day) & (
            Domain("date_to", "=", False) | Domain("date_to", ">=", day)
        )

    @api.model
    def _users_by_territory(self, territories):
        """Ids of the active users that are members today, per territory id."""
        groups = self._read_group(
            self._domain_active()
            & Domain("territory_id", "in", territories.ids)
            & Domain("user_id.active", "=", True),
            ["territory_id"],
            ["user_id:array_agg"],
        )
        return {territory.id: user_ids for territory, user_ids in groups}

    @api.model
    def _leave(self, territory, users, today):
        """End the memberships of the users; yesterday was their last day.

        Who joined only today leaves no trace.
        """
        leaving = self.search(
            self._domain_active(today)
            & Domain("territory_id", "=", territory.id)
            & Domain("user_id", "in", users.ids)
        )
        same_day = leaving.filtered(lambda m: m.date_from >= today)
        same_day.unlink()
        (leaving - same_day).write({"date_to": today - timedelta(days=1)})
