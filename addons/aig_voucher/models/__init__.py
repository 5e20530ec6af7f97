from . import aig_voucher_policy
from . import aig_voucher_gift
from . import aig_voucher
from . import aig_voucher_care
from . import aig_voucher_package
from . import aig_voucher_package_line
from . import aig_sales_plan
from . import aig_sales_plan_line
