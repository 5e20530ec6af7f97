from . import aig_my_day
from . import res_company
from . import res_config_settings
