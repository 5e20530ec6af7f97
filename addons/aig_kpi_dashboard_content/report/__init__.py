from . import aig_kpi_post
from . import aig_kpi_content_target
from . import aig_kpi_sources
