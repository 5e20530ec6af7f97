from . import (
    aig_position_block,
    aig_position_find,
    aig_position_find_offer,
    aig_position_find_taken,
    aig_position_import,
    aig_position_share,
    base_partner_merge,
)
