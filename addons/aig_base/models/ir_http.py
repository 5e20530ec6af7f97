import logging

import psycopg2

from odoo import models
from odoo.exceptions import UserError
from odoo.http import request

from ..tools.database_failure import is_lost

_logger = logging.getLogger(__name__)


class IrHttp(models.AbstractModel):
    """What people read when the database goes away under their request (T8)."""

    _inherit = "ir.http"

    @classmethod
    def _handle_error(cls, exception):
        if isinstance(exception, psycopg2.Error) and is_lost(exception):
            _logger.info("The database was lost: %s", exception)
            exception = UserError(cls._aig_say_lost())
        return super()._handle_error(exception)

    @classmethod
    def _aig_say_lost(cls):
        try:
            return request.env._(
                "The connection to the database was lost. Nothing of what you just did"
                " is saved: do it again in a minute."
            )
        except psycopg2.Error:  # the language is asked of the database, too
            return (
                "The connection to the database was lost. Nothing of what you just did"
                " is saved: do it again in a minute."
            )
