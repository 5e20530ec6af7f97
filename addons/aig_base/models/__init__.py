from . import aig_guard_mixin
from . import aig_period
from . import ir_http
from . import res_company
from . import res_partner
