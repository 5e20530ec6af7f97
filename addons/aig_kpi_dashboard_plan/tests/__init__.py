from . import test_aig_kpi_plan
from . import test_spreadsheet_dashboard
