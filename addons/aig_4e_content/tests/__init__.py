from . import test_aig_content_import
from . import test_aig_content_post
from . import test_aig_content_post_workflow
from . import test_link_reader
