from . import aig_voucher_effect
