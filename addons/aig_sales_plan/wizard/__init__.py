from . import aig_sales_plan_generate
from . import aig_sales_plan_refresh
