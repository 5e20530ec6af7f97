from .registry import BUILDERS, Builder, Place
from . import aig_4e_content
from . import aig_base
from . import aig_territory
from . import aig_customer_care
from . import aig_position
from . import aig_sales_plan
from . import aig_sales_plan_dialogs
from . import aig_voucher
from . import aig_4e_content_mailing
from . import aig_4e_content_targets
from . import aig_kpi_dashboard
from . import core
from . import core_linked
from . import aig_kpi
