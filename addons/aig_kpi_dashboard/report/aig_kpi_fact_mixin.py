from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL, Query

from odoo.addons.aig_base.models.res_company import DEFAULT_TIMEZONE

from ..tools.near import near

#: A row's company as ``company``, and its address, which has the time zone.
COMPANY = """
 LEFT JOIN res_company company ON company.id = %(company)s
 LEFT JOIN res_partner place ON place.id = company.partner_id
"""
#: The company's day of a moment that is stored in UTC; beside ``COMPANY``.
DAY = "(%(moment)s AT TIME ZONE 'UTC' AT TIME ZONE COALESCE(place.tz, %(zone)s))::date"
#: Types of fields that records are sorted by as they are stored.
PLAIN = {"char", "date", "datetime", "float", "integer"}


class AigKpiFactMixin(models.AbstractModel):
    """What the facts of dashboards share: dimensions, and the way to the records.

    A fact is a view of the database: each row stands for a part of one record, and a
    measure is a sum over rows. Behind a figure lie the records of the rows that add
    to it, so that counting them gives the figure.
    """

    _name = "aig.kpi.fact.mixin"
    _description = "Fact of Dashboards"
    _order = "date desc, id desc"
    _rec_name = "date"

    #: Field with the record of a row.
    _kpi_record = ""
    #: Whether each row stands for a record of its own.
    _kpi_is_one_to_one = True
    #: Measure -> that field, where it is another one.
    _kpi_records = {}
    #: Model of the record -> its field with the rows, and the action that lists it.
    _kpi_lists = {}
    #: Where no index knows the date: the days at most by which the column ``near`` of
    #: the query, which an index knows, lies before and after it.
    _kpi_near = ()

    date = fields.Date(readonly=True, help="A day of the company.")
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    team_id = fields.Many2one("crm.team", string="Sales Team", readonly=True)
    territory_id = fields.Many2one("aig.territory", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)

    def action_open_records(self):
        """Open the record that a row stands for."""
        self.ensure_one()
        record = self._get_kpi_record()
        return {
            "type": "ir.actions.act_window",
            "name": record.display_name,
            "res_model": record._name,
            "res_id": record.id,
            "views": [(False, "form")],
        }

    @api.model
    def open_records(self, domain, measure="__count"):
        """Open the records behind a figure: those of the rows that add to it.

        :param list domain: the conditions of a cell of this fact
        :param str measure: the figure in the cell
        :return: an action that lists the records
        :raises UserError: when there is no such figure
        """
        if measure == "__count" and not self._kpi_is_one_to_one:
            return self._open_rows(domain)
        field = self._fields[self._get_kpi_record_name(measure)]
        inverse, xmlid = self._kpi_lists[field.comodel_name]
        action = self.env["ir.actions.act_window"]._for_xml_id(xmlid)
        rows = Domain(domain) & self._get_kpi_measure_domain(measure)
        action["domain"] = [(inverse, "any", list(rows))]
        action["context"] = {"create": False, "active_test": False}
        action["display_name"] = action["name"]
        # behind a number that is 0 there are no records, and none are invented
        action["useSampleModel"] = False
        return action

    @api.model
    def _web_read_group_groupby_formatter(self, groupby_spec, values):
        """Weeks in the user's words: core's Python code says W48 to everybody."""
        formatter = super()._web_read_group_groupby_formatter(groupby_spec, values)
        if not groupby_spec.endswith(":week"):
            return formatter

        def say_week(value):
            group, domain = formatter(value)
            if group:
                start, label = group
                number, year = label.removeprefix("W").split()
                week = self.env._("Week %(week)s/%(year)s", week=number, year=year)
                group = (start, week)
            return group, domain

        return say_week

    @api.model
    def _open_rows(self, domain):
        """List the rows themselves, where a record may have several or another none."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env["ir.model"]._get(self._name).name,
            "res_model": self._name,
            "views": [(False, "list")],
            "domain": list(Domain(domain)),
            "context": {},
        }

    def _get_kpi_record(self):
        """The record of a row."""
        names = {self._kpi_record, *self._kpi_records.values()}
        return next(self[name] for name in sorted(names) if name and self[name])

    @api.model
    def _get_kpi_record_name(self, measure):
        return self._kpi_records.get(measure, self._kpi_record)

    @api.model
    def _get_kpi_measure_domain(self, measure):
        """The rows that add to a figure."""
        field = self._fields.get(measure)
        if measure == "__count" or (field and field.aggregator not in (None, "sum")):
            return Domain.TRUE
        if not field or not field.aggregator:
            raise UserError(
                self.env._(
                    "“%(measure)s” is no figure of %(fact)s.",
                    measure=measure,
                    fact=self._description,
                )
            )
        return Domain(measure, "!=", 0)

    @api.model
    def _read_group_orderby(self, order, groupby_terms, query):
        """Look up for each group what groups are sorted by, as names of people.

        Joined to each row, names would be grouped along with the rows: a quarter of the
        time of a pivot over 100,000 invoices.
        """
        if not order:
            return super()._read_group_orderby(order, groupby_terms, query)
        parts = []
        for part in order.split(","):
            looked_up = self._sql_order_of_groups(part, groupby_terms)
            parts.append(
                looked_up or super()._read_group_orderby(part, groupby_terms, query)
            )
        return SQL(", ").join(filter(None, parts))

    @api.model
    def _sql_order_of_groups(self, part, groupby_terms):
        """The order of groups by a record, if that is sorted by plain fields."""
        name, *way = part.lower().split()
        field = self._fields.get(name)
        if name not in groupby_terms or field is None or field.type != "many2one":
            return None
        records = self.env[field.comodel_name]
        terms = [each.split() for each in records._order.lower().split(",")]
        if len(way) > 1 or any(
            len(term) > 2 or records._fields[term[0]].type not in PLAIN
            for term in terms
        ):
            return None
        return SQL(", ").join(
            SQL(
                "%s %s",
                self._sql_look_up(records, key, groupby_terms[name]),
                SQL("DESC" if ("desc" in way) != ("desc" in own) else "ASC"),
            )
            for key, *own in terms
        )

    @api.model
    def _sql_look_up(self, records, name, key):
        """A field of the record whose id is ``key``, an expression of the query.

        Groups by something else have no key: for them nothing is looked up.
        """
        if name == "id":
            return key
        query = Query(self.env, records._table, records._table_sql)
        query.add_where(SQL("%s = %s", SQL.identifier(records._table, "id"), key))
        value = records._field_to_sql(records._table, name, query)
        found = query.select(value)
        return SQL("CASE WHEN %s IS NOT NULL THEN (%s) END", key, found)

    @api.model
    def _search(self, domain, *args, **kwargs):
        if self._kpi_near:
            domain = Domain(domain).map_conditions(self._add_near)
        return super()._search(domain, *args, **kwargs)

    @api.model
    def _add_near(self, condition):
        """A condition on days beside the wider one that an index answers."""
        day = condition.field_expr == "date" and self._get_day(condition.value)
        if not day:
            return condition
        wider = near(condition.operator, day, *self._kpi_near)
        return Domain.AND([condition, *(self._near_domain(*one) for one in wider)])

    @api.model
    def _near_domain(self, operator, day):
        """A condition on the column ``near``."""
        return Domain.custom(
            to_sql=lambda _model, alias, _query: SQL(
                "%s %s %s", SQL.identifier(alias, "near"), SQL(operator), day
            )
        )

    @api.model
    def _get_day(self, value):
        """The day of a condition, if it is written out."""
        try:
            return fields.Date.to_date(value)
        except (TypeError, ValueError):
            return None

    @api.model
    def _sql_day(self, moment):
        """The company's day of a moment, to stand beside ``_sql_company``.

        :param moment: an expression of the query, in UTC
        """
        return SQL(DAY, moment=SQL(moment), zone=DEFAULT_TIMEZONE)

    @api.model
    def _sql_company(self, company):
        """Join the company of a row as ``company``.

        :param str company: an expression of the query, the company's id
        """
        return SQL(COMPANY, company=SQL(company))
