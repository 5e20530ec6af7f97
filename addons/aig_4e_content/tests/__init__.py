from . import (
    test_aig_content_post,
    test_aig_content_robot,
    test_aig_content_reminder,
    test_aig_content_target_page,
    test_aig_content_target_grid,
    test_my_target_js,
)
