from . import (
    aig_content_type,
    aig_content_topic,
    aig_content_channel,
    aig_content_post,
    aig_content_target,
    aig_content_allocation,
)
