"""Let the tests of this folder share ``repo_source``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
