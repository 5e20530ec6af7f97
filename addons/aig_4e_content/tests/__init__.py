from . import test_aig_content_import
from . import test_aig_content_post
from . import test_aig_content_post_workflow
from . import test_link_reader
from . import test_aig_content_roadmap
from . import test_aig_content_mailing
from . import test_aig_content_effect
from . import test_base_partner_merge
from . import (
    test_aig_content_post,
    test_aig_content_robot,
    test_aig_content_reminder,
    test_aig_content_target_page,
    test_aig_content_target_grid,
    test_my_target_js,
)
