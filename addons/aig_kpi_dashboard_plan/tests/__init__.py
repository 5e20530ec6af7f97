from . import test_aig_kpi_plan
