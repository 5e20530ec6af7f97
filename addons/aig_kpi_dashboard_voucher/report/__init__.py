from . import aig_kpi_point
from . import aig_kpi_voucher
from . import aig_kpi_sources
