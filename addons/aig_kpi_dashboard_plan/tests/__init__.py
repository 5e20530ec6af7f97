from . import test_aig_my_day_plan, test_aig_my_day_position
