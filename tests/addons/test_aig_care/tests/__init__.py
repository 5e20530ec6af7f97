from . import (
    test_aig_care_log,
    test_aig_care_log_access,
    test_composer,
    test_delivery,
    test_queries,
)
