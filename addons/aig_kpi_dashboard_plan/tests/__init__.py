from . import test_aig_kpi_plan
from . import test_aig_my_day_plan
from . import test_aig_my_day_position
from . import test_spreadsheet_dashboard
