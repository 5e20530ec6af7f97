from . import aig_voucher_propose
from . import aig_voucher_advance
