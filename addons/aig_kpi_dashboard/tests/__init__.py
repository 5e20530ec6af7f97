from . import test_aig_kpi_care
from . import test_aig_kpi_fact
from . import test_aig_kpi_mail
from . import test_aig_kpi_money
from . import test_aig_kpi_performance
from . import test_spreadsheet_dashboard
