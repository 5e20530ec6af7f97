"""How a sample record of each model is made: one registry for all access tests."""

from dataclasses import dataclass
from typing import Any

#: model name -> builder
BUILDERS = {}


@dataclass(frozen=True)
class Place:
    """Where a record lies: whose it is and in which territory.

    ``owner`` and ``territory`` are recordsets, either may be empty.
    """

    name: str
    owner: Any
    territory: Any


class Builder:
    """Makes records of one model, anywhere. Subclass it once per model::

        class SalesPlan(Builder, model="aig.sales.plan"):
            def vals(self, case, place):
                return {"user_id": place.owner.id, "year": case.number()}

    ``case`` offers ``number(kind)`` (a new one each time), ``customer(territory)``,
    ``date(n)`` and ``record(model, place)`` for what the record hangs on.
    """

    model = ""
    #: fields that place a record; ``None`` where the model has no such thing
    owner_field = "user_id"
    territory_field = "territory_id"
    #: whether a record may be without a salesperson
    optional_owner = False
    #: routes of the ORM that check nothing, each with its reason where it is set
    unchecked_routes = ()

    def __init_subclass__(cls, model=None, **kwargs):
        result = super().__init_subclass__(**kwargs)
        if model:
            cls.model = model
            BUILDERS[model] = cls()
        return result

    @property
    def is_placed(self):
        """Whether records of the model lie somewhere, or are common to all."""
        return bool(self.owner_field or self.territory_field)

    def vals(self, case, place):
        """What a person types to make the record; new values at each call."""
        raise NotImplementedError

    def change(self, case, place):
        """A change people with the right to write may make."""
        raise NotImplementedError

    def assert_changed(self, case, record, change):
        """Look whether a change took effect; override where values are commands."""
        case.assertRecordValues(record, [change])

    def owner(self, record):
        """Whose the record is; override where it hangs on another one."""
        return record[self.owner_field]

    def build(self, case, place):
        """Make the record at its place, whoever may or may not do that."""
        # superuser: the tests need records in places their user cannot reach
        model = case.env[self.model].sudo()
        record = model.create(self.vals(case, place))
        self.put(case, record, place)
        return record

    def put(self, case, record, place):
        """Move a new record to its place where its values alone did not."""
        wanted = {}
        if self.territory_field and record[self.territory_field] != place.territory:
            wanted[self.territory_field] = place.territory.id
        if self.owner_field and record[self.owner_field] != place.owner:
            wanted[self.owner_field] = place.owner.id
        if wanted:
            self.force(case, record, wanted)

    def force(self, case, record, wanted):
        """Write placing fields that people cannot type."""
        record.write(wanted)


class Linked(Builder):
    """A record that lies where the one it hangs on does."""

    owner_field = territory_field = "by what it hangs on"

    def put(self, case, record, place):
        """Nothing to do: it came with its place."""


class Catalogue(Builder):
    """A list common to all territories."""

    owner_field = territory_field = None


class Wizard(Builder):
    """A transient record: it belongs to whoever made it."""

    owner_field = "create_uid"
    territory_field = None

    def force(self, case, record, wanted):
        """``create_uid`` is set below the ORM, which forbids to write it."""
        record.flush_recordset()
        case.env.cr.execute(
            f'UPDATE "{record._table}" SET create_uid = %s WHERE id = %s',
            (wanted["create_uid"], record.id),
        )
        record.invalidate_recordset()
