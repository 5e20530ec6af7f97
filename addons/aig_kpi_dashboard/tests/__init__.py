from . import test_aig_kpi_care
from . import test_aig_kpi_fact
from . import (
    test_aig_my_day,
    test_aig_my_day_queries,
    test_aig_my_day_reply,
    test_aig_task_effort,
    test_my_day_js,
)
