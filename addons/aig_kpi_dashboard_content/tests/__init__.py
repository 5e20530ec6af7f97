from . import test_aig_kpi_content
from . import test_aig_my_day
