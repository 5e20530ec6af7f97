from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.timeline import Bound, Key, bound, day_bound, page

PAGE = 40
#: How many coming things stand above the rows.
AHEAD = 20
SUBJECTS = ("res.partner", "crm.lead")
LONGEST_TEXT = 100
#: The icon of each kind of row
ICONS = {
    "plan": "fa-line-chart",
    "voucher": "fa-gift",
    "send": "fa-paper-plane-o",
    "reply": "fa-reply",
    "call": "fa-phone",
    "meeting": "fa-handshake-o",
    "other": "fa-comments-o",
    "deal": "fa-star-o",
    "order": "fa-shopping-cart",
    "invoice": "fa-file-text-o",
    "payment": "fa-money",
    "debt": "fa-exclamation-circle",
    "delivery": "fa-truck",
    "message": "fa-envelope-o",
    "file": "fa-paperclip",
    "activity": "fa-clock-o",
}


class Subject(NamedTuple):
    """Whose page it is: a customer with its contacts, or one deal."""

    record: models.BaseModel
    customer: models.BaseModel
    #: ids of the customer, its contacts and branches, archived ones too
    family: list
    #: queries of the documents by model, each made once for a page
    queries: dict

    @property
    def is_deal(self):
        """Whether the page is of one deal alone."""
        return self.record._name == "crm.lead"


class Source(NamedTuple):
    """One list of the timeline: records of a model, each of them a row.

    ``kinds`` says by which choices of the page its rows are shown: name of the kind ->
    its part of the list. ``describe`` gets records and returns a dict for each, see
    ``_get_rows``. ``ahead`` adds what is still to come to the section above.
    """

    name: str
    model: str
    #: the stored field, Date or Datetime, that says when
    date: str
    domain: Domain
    kinds: dict
    describe: Callable
    #: what ``describe`` reads
    fields: tuple = ()
    #: where the words of a search are looked for
    text: tuple = ()
    ahead: bool = False
    #: whether it shows in the section above only, also what is late
    only_ahead: bool = False


class AigTimeline(models.AbstractModel):
    """Everything between us and a customer, newest first (S09); or of a deal (C08).

    Each source is searched as the user, by the user's own rules; one whose model the
    user may not read is left out. All are asked by one statement for no more than a
    page each, and only the rows shown are read, so that a long history costs no more.
    """

    _name = "aig.timeline"
    _description = "Timeline"

    @api.model
    @api.readonly
    def get_page(self, res_model, res_id, kinds=None, text="", cursor=None):
        """One page of the timeline of a customer or a deal.

        :param str res_model: ``res.partner`` (a contact stands for its customer) or
            ``crm.lead``
        :param int res_id: its id
        :param kinds: names of the kinds to show, all when empty
        :param str text: words to look for in titles
        :param cursor: what the page before gave; ``None``: the first page
        :return: dict of ``rows`` (see ``_get_rows``), ``cursor`` (``None`` after the
            last page); the first page also has ``name``, ``partner_id``, ``kinds``
            and ``upcoming``
        :raise AccessError: the user may not read the customer or deal
        :raise UserError: there is no such page
        """
        subject = self._get_subject(res_model, res_id)
        every = self._get_readable_sources(subject)
        sources = self._choose(every, kinds, text)
        after = self._read_cursor(cursor)
        found = self._find(sources, after)
        result = {
            "rows": self._get_rows(sources, found.keys),
            "cursor": found.cursor
            and [found.cursor.moment.isoformat(), *found.cursor[1:]],
        }
        if not cursor:
            result.update(
                name=subject.record.display_name,
                partner_id=subject.customer._filtered_access("read").id,
                kinds=self._get_offered_kinds(every),
                upcoming=self._get_rows(sources, self._find_ahead(sources)),
            )
        return result

    # what others extend --------------------------------------------------------------

    @api.model
    def _get_sources(self, subject):
        """The lists of a page; extend to add some.

        :param Subject subject: whose page it is
        :return: list of ``Source``, each with a name of its own
        """
        return []

    @api.model
    def _get_documents(self, subject):
        """The documents whose messages and files are shown; extend to add some.

        :param Subject subject: whose page it is
        :return: dict of model name to the domain of its documents
        """
        return {}

    @api.model
    def _get_kinds(self):
        """The choices of the page in their order: ``[(name, label, icon)]``."""
        labels = {
            "plan": self.env._("Plans"),
            "voucher": self.env._("Vouchers"),
            "send": self.env._("Sent"),
            "reply": self.env._("Replies"),
            "call": self.env._("Calls"),
            "meeting": self.env._("Meetings and Visits"),
            "other": self.env._("Other Contacts"),
            "deal": self.env._("Deals"),
            "order": self.env._("Orders"),
            "invoice": self.env._("Invoices"),
            "payment": self.env._("Payments"),
            "debt": self.env._("Debts"),
            "delivery": self.env._("Deliveries"),
            "message": self.env._("Messages"),
            "file": self.env._("Files"),
            "activity": self.env._("Next Steps"),
        }
        return [(name, label, ICONS[name]) for name, label in labels.items()]

    # whose page ----------------------------------------------------------------------

    @api.model
    def _get_subject(self, res_model, res_id):
        if not self.env.user._is_internal():
            raise AccessError(self.env._("The timeline is for staff."))
        if res_model not in SUBJECTS or not isinstance(res_id, int) or not res_id:
            raise UserError(self.env._("Open the timeline from a customer or a deal."))
        record = self.env[res_model].browse(res_id).exists()
        if not record:
            raise UserError(
                self.env._("It was deleted: open the timeline from another record.")
            )
        record.check_access("read")
        partner = record if res_model == "res.partner" else record.partner_id
        # sudo: which customer it is, so that the right one is asked for leave
        customer = partner.sudo().commercial_partner_id.sudo(False)
        if res_model == "res.partner":
            customer.check_access("read")
            record = customer
        return Subject(record, customer, self._get_family(customer), {})

    @api.model
    def _get_family(self, customer):
        if not customer:
            return []
        partners = self.env["res.partner"].with_context(active_test=False)
        return partners.search([("commercial_partner_id", "=", customer.id)]).ids

    # which sources -------------------------------------------------------------------

    @api.model
    def _get_readable_sources(self, subject):
        return [
            source
            for source in self._get_sources(subject)
            if self.env[source.model].has_access("read")
        ]

    @api.model
    def _get_offered_kinds(self, sources):
        offered = {name for source in sources for name in source.kinds}
        return [
            {"name": name, "label": label, "icon": icon}
            for name, label, icon in self._get_kinds()
            if name in offered
        ]

    @api.model
    def _choose(self, sources, kinds, text):
        """The sources narrowed to kinds and words."""
        words = (text or "").strip()[:LONGEST_TEXT]
        chosen = []
        for source in sources:
            domain = source.domain
            if kinds:
                parts = [part for name, part in source.kinds.items() if name in kinds]
                domain &= Domain.OR(parts)
            if words:
                domain &= Domain.OR([(name, "ilike", words)] for name in source.text)
            if not domain.is_false():
                chosen.append(source._replace(domain=domain))
        return chosen

    # finding rows --------------------------------------------------------------------

    @api.model
    def _read_cursor(self, cursor):
        """What a page gave, as a ``Key``; the first page begins now.

        :raise UserError: what comes back is nothing that a page gave
        """
        if not cursor:
            # what is written this second counts, whatever its fraction
            return Key(fields.Datetime.now() + timedelta(seconds=1), "~", 0)
        try:
            moment, source, record_id = cursor
            return Key(datetime.fromisoformat(moment), str(source), int(record_id))
        except (TypeError, ValueError) as error:
            raise UserError(
                self.env._("This page cannot be continued: open the timeline anew.")
            ) from error

    @api.model
    def _find(self, sources, after):
        def query_of(source):
            older = bound(after, source.name)
            if self._is_dayed(source):
                day = self.env.company._aig_local(older.moment).date()
                begins = self.env.company._aig_day_start_utc(day)
                older = day_bound(older, day, begins)
            domain = source.domain & self._older_domain(source, older)
            return self._search_source(source, domain, "desc", PAGE + 1)

        past = [source for source in sources if not source.only_ahead]
        return page(self._fetch_keys(past, query_of), PAGE)

    @api.model
    def _find_ahead(self, sources):
        """What is still to come, the next first, at most ``AHEAD`` of it."""
        now = fields.Datetime.now()
        today = self.env.company._aig_today()

        def query_of(source):
            domain = source.domain
            if not source.only_ahead:
                late = Bound(today if self._is_dayed(source) else now, True)
                domain &= ~self._older_domain(source, late)
            return self._search_source(source, domain, "asc", AHEAD)

        coming = [source for source in sources if source.ahead]
        keys = [key for keys in self._fetch_keys(coming, query_of) for key in keys]
        return sorted(keys)[:AHEAD]

    @api.model
    def _is_dayed(self, source):
        return self.env[source.model]._fields[source.date].type == "date"

    @api.model
    def _older_domain(self, source, older):
        """The domain of a ``Bound``; exact to the fraction, unlike the ORM's."""

        def to_sql(model, alias, query):
            date = model._field_to_sql(alias, source.date, query)
            if not older.inclusive:
                return SQL("%s < %s", date, older.moment)
            condition = SQL("%s <= %s", date, older.moment)
            if older.below_id is None:
                return condition
            # the first condition alone is what an index can serve
            return SQL(
                "(%s AND (%s < %s OR %s < %s))",
                condition,
                date,
                older.moment,
                SQL.identifier(alias, "id"),
                older.below_id,
            )

        return Domain.custom(to_sql=to_sql)

    @api.model
    def _search_source(self, source, domain, direction, limit):
        records = self.env[source.model].with_context(active_test=False)
        order = f"{source.date} {direction}, id {direction}"
        return records._search(
            domain & Domain(source.date, "!=", False), limit=limit, order=order
        )

    @api.model
    def _fetch_keys(self, sources, query_of):
        """Ask all sources by one statement; give the keys of each, in its order."""
        parts = []
        for source in sources:
            query = query_of(source)
            if not query.is_empty():
                model = self.env[source.model]
                date = model._field_to_sql(model._table, source.date, query)
                columns = SQL("%s", source.name), SQL("%s::timestamp", date)
                identifier = SQL.identifier(model._table, "id")
                parts.append(SQL("(%s)", query.select(*columns, identifier)))
        if not parts:
            return []
        begins = {}
        dayed = {source.name for source in sources if self._is_dayed(source)}
        keys = defaultdict(list)
        for name, moment, record_id in self.env.execute_query(
            SQL(" UNION ALL ").join(parts)
        ):
            if name in dayed:
                day = moment.date()
                if day not in begins:
                    begins[day] = self.env.company._aig_day_start_utc(day)
                moment = begins[day]
            keys[name].append(Key(moment, name, record_id))
        return list(keys.values())

    # documents -----------------------------------------------------------------------

    @api.model
    def _among(self, name, subject, model):
        """Domain of a relation by id: the subject's documents that the user sees."""
        if model not in subject.queries:
            documents = self.env[model].with_context(active_test=False)
            subject.queries[model] = documents._search(
                self._get_documents(subject)[model]
            )
        return Domain(name, "in", subject.queries[model])

    @api.model
    def _hangs_on(self, subject, model_field, id_field):
        """Domain of what hangs on the subject's documents that the user may read."""
        return Domain.OR(
            Domain(model_field, "=", model) & self._among(id_field, subject, model)
            for model in self._get_documents(subject)
            if self.env[model].has_access("read")
        )
