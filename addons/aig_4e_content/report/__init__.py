from . import aig_content_effect, aig_content_post_effect
