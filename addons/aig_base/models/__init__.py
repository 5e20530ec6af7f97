from . import aig_guard_mixin
from . import aig_period
from . import ir_http
from . import ir_actions_act_window
from . import res_company
from . import res_partner
