from . import (
    aig_care_contact,
    aig_care_log_reverse,
    base_partner_merge,
    mail_compose_message,
    mail_compose_message_guard,
    mail_compose_message_links,
)
