from . import (
    test_batch,
    test_composer,
    test_composer_people,
    test_composer_preview,
    test_delivery,
    test_evidence,
    test_feedback,
    test_guard,
    test_guard_rpc,
    test_replies,
    test_written,
)
