from . import aig_sales_plan_refresh
