from . import aig_position_find, aig_position_find_offer, aig_position_share
from . import aig_position_find, aig_position_import, aig_position_share
