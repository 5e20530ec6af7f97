from . import aig_kpi_plan
from . import aig_kpi_target
from . import aig_kpi_sources
