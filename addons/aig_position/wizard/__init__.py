from . import aig_position_find
