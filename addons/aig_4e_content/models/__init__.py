from . import (
    aig_content_type,
    aig_content_topic,
    aig_content_channel,
    aig_content_post,
    aig_content_post_workflow,
    aig_content_post_approval,
    aig_content_post_link,
    aig_content_target,
    aig_content_allocation,
    res_company_link,
    res_config_settings_link,
)
