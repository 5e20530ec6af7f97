"""Classes that extend one model do not cut each other off."""

import ast
from collections import defaultdict

import pytest
from repo_source import ADDONS, addons, tree


def extended(node):
    """The model that a class makes or extends, if it is one alone."""
    for item in node.body:
        if (
            isinstance(item, ast.Assign)
            and item.targets[0].id in ("_name", "_inherit")
            and isinstance(item.value, ast.Constant)
        ):
            return item.value.value
    return None


@pytest.mark.parametrize("addon", sorted(addons()))
def test_a_method_of_one_addon_goes_on_to_its_namesake(addon):
    """Two concerns that choose the same name would replace each other silently."""
    ends = defaultdict(set)
    for path in (ADDONS / addon).rglob("*.py"):
        if "tests" in path.parts[len(ADDONS.parts) :]:
            continue
        for node in tree(path).body:
            model = isinstance(node, ast.ClassDef) and extended(node)
            for item in node.body if model else ():
                if isinstance(item, ast.FunctionDef):
                    goes_on = "super(" in ast.unparse(item)
                    ends[model, item.name] |= set() if goes_on else {path.name}
    twice = {key: sorted(files) for key, files in ends.items() if len(files) > 1}
    assert twice == {}
