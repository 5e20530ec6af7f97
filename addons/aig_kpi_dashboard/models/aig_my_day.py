import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

import psycopg2

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.tools import format_date

from ..tools import my_day as day

#: Rows of one kind that are read at most.
MOST = 40
#: Rows of a list before it is opened.
SHOWN = 5
APPROVE, CONTACT, REPLY, DRAFT, EXPIRE, PACE, OTHER = (
    "approve",
    "contact",
    "reply",
    "draft",
    "expire",
    "pace",
    "other",
)

_logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Section:
    """A list of the page; an optional one is shown only when something is in it."""

    key: str
    title: str
    empty: str = ""
    is_optional: bool = False


@dataclass(frozen=True)
class Source:
    """Where rows come from: ``find()`` is asked when one of the sections is shown."""

    sections: tuple[str, ...]
    find: Callable


@dataclass(frozen=True)
class Row:
    """One thing to do: ``record`` opens on a touch, ``buttons`` act at once."""

    entry: day.Entry
    record: models.BaseModel
    reason: str
    customer: models.BaseModel
    title: str = ""
    buttons: list = field(default_factory=list)


@dataclass(frozen=True)
class Figure:
    """How far one is with something in a period, and what opens its records."""

    section: str
    title: str
    pace: day.Pace
    action: dict
    is_money: bool = True


class AigMyDay(models.AbstractModel):
    """What somebody has to do today, and why, on one page (A15, S30, S37).

    An addon adds rows: it inherits this model and adds its sources and, where these
    need one, a section. Everything is read as the user, and is the user's own.
    """

    _name = "aig.my.day"
    _description = "My Day"

    @api.model
    def get_day(self):
        """Everything the page shows.

        A kind of rows that the user may not read, or that fails, is left out.

        :return: ``day``, ``sections`` (each with ``rows`` and ``figures``), ``saved``,
            ``is_partial``: something failed, and why stands in the log
        """
        sections = self._get_sections()
        keys = [section.key for section in sections]
        wanted = [
            source
            for source in self._get_sources()
            if not set(keys).isdisjoint(source.sections)
        ]
        found, is_partial = self._collect(wanted)
        rows = [one for one in found if isinstance(one, Row)]
        figures = [one for one in found if isinstance(one, Figure)]
        today = self.env.company._aig_today()
        return {
            "day": format_date(self.env, today, date_format="EEEE, dd/MM/yyyy"),
            "shown": SHOWN,
            "most": MOST,
            "sections": self._prepare_sections(sections, rows, figures),
            "saved": self._get_saved(today) if sections else None,
            "is_partial": is_partial,
        }

    @api.model
    def _get_sections(self):
        """The user's lists, in order; override to add those of another role."""
        if not self.env.user.has_group("aig_base.group_sales_user"):
            return []
        return [
            Section(APPROVE, self.env._("Waiting for my decision"), is_optional=True),
            Section(
                CONTACT,
                self.env._("Contact today"),
                self.env._("Nobody is waiting for a contact."),
            ),
            Section(
                REPLY,
                self.env._("Waiting for my reply"),
                self.env._("Every customer is answered."),
            ),
            Section(
                DRAFT,
                self.env._("Drafts to send"),
                self.env._("Nothing is ready to be sent."),
            ),
            Section(
                EXPIRE,
                self.env._("About to expire"),
                self.env._("Nothing ends in the next days."),
            ),
            Section(
                PACE,
                self.env._("My pace"),
                self.env._("You have no target in this quarter yet."),
            ),
            Section(OTHER, self.env._("Other things to do"), is_optional=True),
        ]

    @api.model
    def _get_sources(self):
        """Where rows and figures come from; override to add some."""
        return []

    @api.model
    def _get_merged(self):
        """Sections in which a customer has one row."""
        return {CONTACT}

    @api.model
    def _get_saved(self, today):
        """The time that the user saved this month; ``None`` where it is not counted."""
        return None

    @api.model
    def _collect(self, sources):
        """Rows and figures of sources, and whether one failed."""
        answers = [self._ask(source) for source in sources]
        found = [one for answer in answers for one in answer or ()]
        return found, None in answers

    @api.model
    def _ask(self, source):
        """Rows and figures of a source; ``None`` when it fails."""
        try:
            with self.env.cr.savepoint(flush=False):
                return source.find()
        except AccessError:
            return []
        except psycopg2.OperationalError:
            raise  # the database is gone, or wants the request again
        except Exception:
            # one list that fails must not take the day away from somebody
            _logger.exception("A list of My Day failed: %s", source.find.__name__)
            return None

    @api.model
    def _prepare_sections(self, sections, rows, figures):
        row_of = {id(row.entry): row for row in rows}
        lists = day.arrange(
            [row.entry for row in rows],
            [section.key for section in sections],
            self._get_merged(),
        )
        result = []
        for section in sections:
            groups = [
                [row_of[id(entry)] for entry in entries]
                for entries in lists[section.key]
            ]
            own = [one for one in figures if one.section == section.key]
            if section.is_optional and not groups and not own:
                continue
            result.append(
                {
                    "key": section.key,
                    "title": section.title,
                    "empty": section.empty,
                    "rows": [self._prepare_row(group) for group in groups],
                    "figures": [self._prepare_figure(figure) for figure in own],
                }
            )
        return result

    @api.model
    def _prepare_row(self, group):
        """One row of the page, of the entries that it merges."""
        first = group[0]
        today = self.env.company._aig_today()
        return {
            # of one record there may be two rows: of points with two last days
            "key": "-".join(map(str, first.entry.about)),
            "title": first.title or first.customer.name or first.record.display_name,
            "reasons": list(dict.fromkeys(row.reason for row in group if row.reason)),
            "when": self._say_when(first.entry.due, today),
            "tone": day.tone(first.entry.due, today),
            "model": first.record._name,
            "id": first.record.id,
            "buttons": first.buttons,
        }

    @api.model
    def _prepare_figure(self, figure):
        pace = figure.pace
        return {
            "title": figure.title,
            "is_money": figure.is_money,
            "goal": float(pace.goal),
            "done": float(pace.done),
            "expected": float(pace.expected),
            "gap": float(pace.gap),
            "is_behind": pace.is_behind,
            "action": figure.action,
        }

    @api.model
    def _say_when(self, due, today):
        if due is None:
            return ""
        days = (today - due).days
        if days > 1:
            return self.env._("%(days)s days late", days=days)
        if days == 1:
            return self.env._("1 day late")
        if days == 0:
            return self.env._("Today")
        return format_date(self.env, due, date_format="dd/MM")

    @api.model
    def _get_day(self, moment):
        """The company's day of a stored moment, ``None`` without one."""
        return self.env.company._aig_local(moment).date() if moment else None

    @api.model
    def _make_row(self, section, record, reason, customer=None, about=None, **more):
        """A row of a section.

        :param record: what a touch opens
        :param customer: for whom it is; read as the user, none if the user may not
        :param about: what must not be shown twice; the record unless given
        :param more: ``title`` and ``buttons`` of the row; ``due``, ``weight``,
            ``is_general`` and ``is_filler`` of its entry
        """
        customer = self.env["res.partner"] if customer is None else customer
        shown = {name: more.pop(name) for name in ("title", "buttons") if name in more}
        more["weight"] = Decimal(str(more.get("weight", 0)))
        entry = day.Entry(
            section, about or (record._name, record.id), customer.id or None, **more
        )
        return Row(entry, record, reason, customer, **shown)

    @api.model
    def _make_button(self, record, method, label, icon=None, phone=None, **context):
        """A button that calls a method of a record, and a number before that.

        :param context: what the method is told besides
        """
        return {
            "model": record._name,
            "id": record.id,
            "method": method,
            "label": label,
            "icon": icon or "",
            "phone": phone or "",
            "context": context,
        }

    @api.model
    def _make_send(self, document, method="action_care_compose"):
        """A button that opens the ready mail (A35)."""
        return self._make_button(
            document, method, self.env._("Send"), "fa-paper-plane-o"
        )

    @api.model
    def _make_approve(self, document, **context):
        """A button that approves at once."""
        return self._make_button(
            document, "action_approve", self.env._("Approve"), "fa-check", **context
        )

    @api.model
    def _make_call(self, record, customer, method="action_aig_contact"):
        """A button that calls the customer and asks what came of it (S34)."""
        phone = customer.phone
        label = self.env._("Call") if phone else self.env._("Result")
        icon = "fa-phone" if phone else "fa-pencil"
        return self._make_button(record, method, label, icon, phone)

    @api.model
    def _get_customers(self, partners):
        """Company by partner, as far as the user may read it; one query for all."""
        # sudo: who the company of a contact is; it is asked for rights below
        companies = {
            partner.id: partner.commercial_partner_id.sudo(False)
            for partner in partners.sudo()
        }
        found = self.env["res.partner"].union(*companies.values())
        readable = found._filtered_access("read")
        return {key: company & readable for key, company in companies.items()}
