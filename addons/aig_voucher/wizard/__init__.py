from . import aig_voucher_propose
from . import aig_voucher_advance
from . import base_partner_merge
