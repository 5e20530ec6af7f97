from . import test_past, test_story
