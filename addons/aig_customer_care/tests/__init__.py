from . import (
    test_aig_care_log,
    test_aig_care_log_access,
    test_aig_care_log_history,
    test_aig_care_log_queries,
)
