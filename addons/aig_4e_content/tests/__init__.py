from . import test_aig_content_post, test_aig_content_robot, test_aig_content_reminder
