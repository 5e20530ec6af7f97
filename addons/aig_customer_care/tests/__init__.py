from . import (
    test_aig_care_contact,
    test_aig_care_contact_plan,
    test_aig_care_count,
    test_aig_care_log,
    test_aig_care_log_access,
    test_aig_care_log_checkin,
    test_aig_care_log_history,
    test_aig_care_log_queries,
    test_aig_timeline,
    test_base_partner_merge,
    test_crm_lead,
)
