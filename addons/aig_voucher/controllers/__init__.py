from . import portal
from . import voucher
