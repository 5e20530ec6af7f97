from contextlib import contextmanager
from functools import partial

from odoo.tests import tagged

from ..access_table import OPERATIONS, TABLE
from ..builders import BUILDERS
from .access_case import ACTORS, AccessCase
from .routes import READ_ROUTES


def for_each_model(cls):
    """Give the class one test per row of the table.

    Odoo's loader runs the methods a class defines itself: they are put on it here.
    """
    for model in TABLE:

        def test(self, model=model):
            self.check_row(model)

        setattr(cls, f"test_{model.replace('.', '_')}", test)
    return cls


@tagged("post_install", "-at_install")
@for_each_model
class TestAccessOrm(AccessCase):
    """Every cell of the access table, run as the person through the ORM."""

    def check_row(self, model):
        builder = BUILDERS[model]
        self.made = {}
        for person in ACTORS:
            rights = TABLE[model][ACTORS[person]]
            for place in self.places(getattr(self, person), builder, rights):
                self.check_place(builder, person, place)

    def check_place(self, builder, person, place):
        actor = getattr(self, person)
        rights = self.rights(builder.model, ACTORS[person])
        record = self.record_at(builder, place).with_env(self.env(user=actor, su=False))
        for operation in OPERATIONS:
            expected = self.reaches(actor, place, rights[operation], builder)
            check = getattr(self, f"check_{operation}")
            if operation == "create" and not expected:
                self.refused_at(builder, place)
            with (
                self.subTest(person=person, place=place.name, operation=operation),
                self.undone(),
            ):
                check(builder, record, place, expected)

    def record_at(self, builder, place):
        """One record per place serves all people and operations."""
        key = (place.name, place.owner, place.territory)
        if key not in self.made:
            self.made[key] = builder.build(self, place)
        return self.made[key]

    def refused_at(self, builder, place):
        """What is typed where nothing comes of it: the same serves all people."""
        key = ("typed", place.owner, place.territory)
        if key not in self.made:
            self.made[key] = builder.vals(self, place)
        return dict(self.made[key])

    @contextmanager
    def undone(self):
        """Whatever an operation did is undone, and no value stays in the cache."""
        self.env.flush_all()
        self.env.invalidate_all()
        with self.env.cr.savepoint() as savepoint:
            yield
            savepoint.rollback()

    def check_read(self, builder, record, place, expected):
        for name, route in READ_ROUTES.items():
            if name in builder.unchecked_routes:
                continue
            with self.subTest(route=name):
                if not expected:
                    ask = partial(route, record)
                    self.assert_absent(ask, "leaks", record)
                elif name != "display_name":
                    self.assertTrue(route(record), "ought to be seen")

    def check_write(self, builder, record, place, expected):
        change = builder.change(self, place)
        if not expected:
            self.assert_refused(lambda: record.write(change), "was written")
            return
        record.write(change)
        self.env.flush_all()
        self.env.invalidate_all()
        # superuser: the effect is looked at, not the right to see it
        builder.assert_changed(self, record.sudo(), change)

    def check_create(self, builder, record, place, expected):
        if builder.owner_field == "create_uid" and place.owner != record.env.user:
            return  # nobody can make a record that somebody else made
        if not expected:
            vals = self.refused_at(builder, place)
            self.assert_refused(lambda: self.created(record, vals), "was created")
            return
        vals = builder.vals(self, place)
        self.env.flush_all()
        self.env.invalidate_all()
        new = self.created(record, vals).sudo()
        self.assertTrue(new.exists())
        if builder.owner_field:
            self.assertEqual(builder.owner(new), place.owner)

    def created(self, record, vals):
        new = record.create(vals)
        self.env.flush_all()
        return new

    def check_unlink(self, builder, record, place, expected):
        if not expected:
            self.assert_refused(record.unlink, "was deleted")
            self.assertTrue(record.sudo().exists())
            return
        record.unlink()
        self.assertFalse(record.sudo().exists())
