from . import aig_position_block, aig_position_find, aig_position_find_taken
