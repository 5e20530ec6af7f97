from . import aig_sales_plan_adjust
from . import aig_sales_plan_bridge
from . import aig_sales_plan_revision_diff
from . import aig_sales_plan_generate
from . import aig_sales_plan_refresh
