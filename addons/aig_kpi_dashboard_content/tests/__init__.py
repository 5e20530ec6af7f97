from . import test_aig_my_day
