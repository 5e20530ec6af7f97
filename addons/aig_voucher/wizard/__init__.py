from . import aig_voucher_propose
from . import aig_voucher_advance
from . import aig_voucher_refusal
from . import base_partner_merge
