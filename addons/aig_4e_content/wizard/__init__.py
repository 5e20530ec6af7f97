from . import aig_content_import
from . import base_partner_merge
