from . import aig_voucher_propose
