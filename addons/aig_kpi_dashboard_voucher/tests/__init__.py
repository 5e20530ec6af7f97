from . import test_aig_kpi_voucher
from . import test_aig_my_day
from . import test_spreadsheet_dashboard
