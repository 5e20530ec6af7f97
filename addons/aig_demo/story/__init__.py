"""One company's story, chapter by chapter; each module tells one chapter."""

import json
from pathlib import Path

HERE = Path(__file__).parent


def read(name):
    """Return the content of a JSON file of the story."""
    return json.loads((HERE / name).read_text(encoding="utf-8"))
