from . import test_batch
from . import test_composer, test_delivery
from . import (
    test_composer,
    test_delivery,
    test_evidence,
    test_feedback,
    test_replies,
)
