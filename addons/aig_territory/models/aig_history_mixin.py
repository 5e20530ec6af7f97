from odoo import api, fields, models


class AigHistoryMixin(models.AbstractModel):
    """A closed document is also read where its customer is today (G07).

    Its own territory is a snapshot, so that figures by territory never move. Whoever
    answers for the customer now reads the customer's past; nobody gains the right to
    change it.
    """

    _name = "aig.history.mixin"
    _description = "Documents Read by Whoever Has the Customer"

    #: Path to the customer whose territory of today counts.
    _aig_customer_path = "partner_id.commercial_partner_id"
    #: The document's own territory, which it keeps.
    _aig_snapshot_field = "aig_territory_id"
    #: What says whether the document is closed.
    _aig_closing_fields = ("state",)

    # Read by: the territory rules of reading. Empty wherever nothing has moved, so
    # the index holds the documents of moved customers only.
    aig_later_territory_id = fields.Many2one(
        "aig.territory",
        string="Read also in",
        compute="_compute_aig_later_territory_id",
        store=True,
        index="btree_not_null",
        ondelete="restrict",
        copy=False,
        # Where a customer went is no business of the people he left.
        groups="aig_base.group_director",
        help="Territory the customer has moved to since the document was closed. "
        "Empty while the customer is still in the document's own territory.",
    )

    @api.depends(
        lambda self: (
            f"{self._aig_customer_path}.aig_territory_id",
            self._aig_snapshot_field,
            *self._aig_closing_fields,
        )
    )
    def _compute_aig_later_territory_id(self):
        for record in self:
            today = record.mapped(self._aig_customer_path).aig_territory_id
            moved = (
                record._aig_is_closed() and today != record[self._aig_snapshot_field]
            )
            record.aig_later_territory_id = today if moved else False

    def _aig_is_closed(self):
        """Whether the document is the customer's past, and keeps its territory."""
        raise NotImplementedError
