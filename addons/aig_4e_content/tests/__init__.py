from . import test_aig_content_post
