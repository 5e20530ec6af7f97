from . import (
    aig_care_purpose,
    aig_care_log,
    aig_care_log_mail,
    aig_care_log_reversal,
    aig_care_mixin,
    aig_care_mixin_mail,
    mail_mail,
    mail_mail_delivery,
    res_partner,
)
