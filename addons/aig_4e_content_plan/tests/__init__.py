from . import test_aig_sales_plan_line
