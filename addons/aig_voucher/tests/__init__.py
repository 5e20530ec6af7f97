from . import test_aig_voucher
from . import test_aig_voucher_access
from . import test_aig_voucher_cash
from . import test_aig_voucher_mail
from . import test_aig_voucher_package
from . import test_aig_voucher_points
from . import test_aig_voucher_policy
from . import test_aig_voucher_rpc
