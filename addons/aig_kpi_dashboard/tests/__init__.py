from . import test_aig_kpi_care
from . import test_aig_kpi_fact
from . import test_aig_kpi_money
from . import test_aig_my_day
from . import test_aig_my_day_queries
from . import test_aig_my_day_reply
from . import test_aig_task_effort
from . import test_my_day_js
