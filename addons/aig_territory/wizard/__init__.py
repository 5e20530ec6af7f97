from . import aig_territory_assign
from . import base_partner_merge
from . import mail_compose_message
from . import mail_followers_edit
from . import sale_order_discount
