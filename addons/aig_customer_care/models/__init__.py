from . import (
    aig_care_log,
    aig_care_mixin,
    aig_care_purpose,
    mail_mail,
    res_partner,
)
