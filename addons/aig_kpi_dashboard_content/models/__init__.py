from . import aig_my_day
