from . import aig_position_find, aig_position_import, aig_position_share
