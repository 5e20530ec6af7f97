from . import aig_voucher_advance
