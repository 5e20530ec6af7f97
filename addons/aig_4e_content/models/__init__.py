from . import (
    aig_content_type,
    aig_content_topic,
    aig_content_channel,
    aig_content_post,
    aig_content_target,
    aig_content_allocation,
    aig_content_post_target,
    aig_content_target_posts,
    aig_content_robot_days,
    aig_content_robot,
    aig_content_robot_calendar,
)
