from collections import defaultdict
from datetime import date, timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

#: Set while people may belong to several territories at once.
SEVERAL_PARAMETER = "aig_territory.several_per_person"


class AigTerritoryMembership(models.Model):
    """Who belongs to which territory from when until when (G06).

    Past rows are history: figures belong to the territory of their own day. A person
    has one territory at a time unless the settings allow several; never one twice.
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
        "(user_id, territory_id) WHERE date_to IS NULL",
        "This person already belongs to this territory: end that membership first.",
    )

    @api.constrains("user_id")
    def _check_user_id(self):
        for membership in self.filtered("user_id.share"):
            raise ValidationError(
                self.env._(
                    "%(person)s is a portal user and cannot belong to a territory: "
                    "choose a colleague.",
                    person=membership.user_id.name,
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        today = self.env.company._aig_today()
        self._check_no_overlap(
            [
                (
                    self.browse(),
                    vals.get("user_id"),
                    vals.get("territory_id"),
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
        if {"user_id", "territory_id", "date_from", "date_to"} & vals.keys():
            self._check_no_overlap(
                [
                    (
                        membership,
                        vals.get("user_id", membership.user_id.id),
                        vals.get("territory_id", membership.territory_id.id),
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
        """A person has one territory at a time, or several different ones.

        Done under a lock and before the rows are written, so that people read a
        sentence and not the message of the unique index.

        :param list candidates: (membership or empty, user id, territory id, first
            day, last day or False)
        :raise ValidationError: naming the person and the other territory
        """
        user_ids = {row[1] for row in candidates if row[1]}
        self._lock_users(user_ids)
        several = self._are_several_allowed()
        changed = self.browse().union(*(row[0] for row in candidates))
        taken = defaultdict(list)
        for other in self.search([("user_id", "in", list(user_ids))]) - changed:
            taken[other.user_id.id].append(
                (other.date_from, other.date_to, other.territory_id.id, other)
            )
        for membership, user_id, territory_id, first, last in candidates:
            if not first:
                continue  # the database refuses it
            row = (first, last, territory_id, self.browse())
            if not membership._is_shortened_to(user_id, territory_id, first, last):
                for other in taken[user_id]:
                    same = other[2] == territory_id
                    if (same or not several) and self._overlap(row, other):
                        self._raise_overlap(user_id, other)
            taken[user_id].append(row)

    @api.model
    def _overlap(self, row, other):
        last, other_last = row[1] or date.max, other[1] or date.max
        return row[0] <= other_last and other[0] <= last

    def _is_shortened_to(self, user_id, territory_id, first, last):
        """Whether a membership only loses days: that is always right.

        Else people who had several territories while that was allowed could not end
        one of them.
        """
        return bool(
            self
            and self.user_id.id == user_id
            and self.territory_id.id == territory_id
            and self.date_from <= first
            and (last or date.max) <= (self.date_to or date.max)
        )

    def _raise_overlap(self, user_id, other):
        date_from, _last, territory_id, stored = other
        person = self.env["res.users"].browse(user_id).name
        territory = self.env["aig.territory"].browse(territory_id)
        if not stored:
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
    def _are_several_allowed(self):
        """Whether people may belong to several territories at once (a setting).

        Read past the parameters' cache: a transaction that is repeated because the
        setting was switched meanwhile must see what it is now.
        """
        # sudo: the parameter is hidden from directors, the rule it sets is not
        parameters = self.env["ir.config_parameter"].sudo()
        return bool(parameters.search_count([("key", "=", SEVERAL_PARAMETER)]))

    @api.model
    def _allow_several(self, allowed):
        """Switch the setting; a director's decision.

        :raise ValidationError: naming those who hold several territories already
        """
        if allowed == self._are_several_allowed():
            return
        if not allowed:
            self._check_one_per_person()
        # sudo: see above
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param(SEVERAL_PARAMETER, "True" if allowed else False)

    @api.model
    def _check_one_per_person(self):
        colleagues = self.env["res.users"].search([("share", "=", False)])
        # Whoever gives somebody a second territory meanwhile fails and tries again.
        self._lock_users(colleagues.ids)
        today = self.env.company._aig_today()
        lasting = Domain("date_to", "=", False) | Domain("date_to", ">=", today)
        taken, several = defaultdict(list), {}
        for membership in self.search(lasting):
            row = (membership.date_from, membership.date_to)
            user = membership.user_id
            if any(self._overlap(row, other) for other in taken[user]):
                several[user] = user.name
            taken[user].append(row)
        if several:
            raise ValidationError(
                self.env._(
                    "These people have several territories: %(people)s. End all of "
                    "their memberships but one first.",
                    people=", ".join(sorted(several.values())),
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
    def _oldest_first(self, territories, day):
        """Ids of the active members on a day, the longest-serving first.

        :return: dict of territory id to list of user ids, without those of nobody
        """
        found = defaultdict(list)
        for membership in self.search_fetch(
            self._domain_active(day)
            & Domain("territory_id", "in", territories.ids)
            & Domain("user_id.active", "=", True),
            ["territory_id", "user_id"],
            order="date_from, id",
        ):
            found[membership.territory_id.id].append(membership.user_id.id)
        return dict(found)

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
