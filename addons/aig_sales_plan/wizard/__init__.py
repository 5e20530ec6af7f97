from . import aig_sales_plan_generate
from . import aig_sales_plan_refresh
from . import aig_sales_target_split
from . import aig_sales_target_split_line
from . import aig_sales_plan_decision
from . import aig_sales_plan_guide
