from . import aig_sales_plan_structure
