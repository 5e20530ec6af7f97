from . import test_aig_sales_plan
from . import test_aig_sales_plan_access
from . import test_aig_sales_plan_import
from . import test_aig_sales_plan_ledger
from . import test_aig_sales_plan_line
from . import test_aig_sales_plan_performance
from . import test_aig_territory_board
from . import test_territory_rehearsal
