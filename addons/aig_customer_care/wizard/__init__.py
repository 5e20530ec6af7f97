from . import (
    aig_care_contact,
    aig_care_log_reverse,
    mail_compose_message,
    mail_compose_message_addresses,
    mail_compose_message_bypass,
    mail_compose_message_content,
    mail_compose_message_files,
    mail_compose_message_guard,
    mail_compose_message_links,
    mail_compose_message_many,
    mail_compose_message_preview,
    mail_compose_message_recipients,
)
