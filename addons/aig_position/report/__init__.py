from . import aig_position_usage
