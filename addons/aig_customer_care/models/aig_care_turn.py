from odoo import fields, models
from odoo.exceptions import ConcurrencyError
from odoo.tools import SQL

#: First key of the advisory locks of turns; the second is the customer's id.
LOCK_CLASS = 0x41494754


class AigCareTurn(models.Model):
    """Whose turn it is to send to a customer: one row, changed by each sending.

    Under REPEATABLE READ a lock alone would let the second sender count on a snapshot
    older than the first one's row. Both change the same row, so that the database
    refuses the second, whose request runs again and counts anew.
    """

    _name = "aig.care.turn"
    _description = "Turn to Send"

    partner_id = fields.Many2one("res.partner", required=True, ondelete="cascade")
    number = fields.Integer(required=True, default=0)

    _partner_uniq = models.Constraint(
        "UNIQUE (partner_id)", "A customer has one row of turns."
    )

    def _take_free(self, customers):
        """Hold the turns of those customers whose turn nobody holds; return them."""
        if not customers:
            return customers
        rows = self.env.execute_query(
            SQL(
                "SELECT id FROM unnest(%s) AS id"
                " WHERE pg_try_advisory_xact_lock(%s, id)",
                sorted(customers.ids),
                LOCK_CLASS,
            )
        )
        free = customers.browse(row[0] for row in rows)
        self._count_turn(free)
        return free

    def _take(self, customer):
        """Hold the customer's turn until the end of the transaction.

        :raises ConcurrencyError: somebody is sending to the customer; Odoo runs the
            request again when they are done
        """
        lock = SQL("%s, %s", LOCK_CLASS, customer.id)
        query = SQL("SELECT pg_try_advisory_xact_lock(%s)", lock)
        [[is_free]] = self.env.execute_query(query)
        if not is_free:
            self.env.execute_query(SQL("SELECT pg_advisory_xact_lock(%s)", lock))
            raise ConcurrencyError(str(customer.id))
        self._count_turn(customer)

    def _count_turn(self, customers):
        if not customers:
            return
        self.env.execute_query(
            SQL(
                """INSERT INTO aig_care_turn (partner_id, number)
                SELECT unnest(%s), 1 ON CONFLICT (partner_id)
                DO UPDATE SET number = aig_care_turn.number + 1 RETURNING id""",
                customers.ids,
            )
        )
