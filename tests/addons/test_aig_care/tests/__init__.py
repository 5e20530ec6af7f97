from . import test_composer, test_delivery, test_guard
