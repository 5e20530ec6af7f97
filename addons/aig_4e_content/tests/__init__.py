from . import test_aig_content_post
from . import test_aig_content_roadmap
from . import test_aig_content_mailing
from . import test_aig_content_effect
from . import test_base_partner_merge
from . import test_aig_timeline
