from . import test_batch
from . import test_composer, test_delivery
