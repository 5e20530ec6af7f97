from . import aig_sales_plan_decision
from . import aig_sales_plan_guide
