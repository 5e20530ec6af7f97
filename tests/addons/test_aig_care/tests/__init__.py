from . import (
    test_batch,
    test_batch_many,
    test_composer,
    test_delivery,
    test_evidence,
    test_feedback,
    test_guard,
    test_guard_days,
    test_guard_rpc,
    test_hostile,
    test_replies,
    test_strangers,
)
