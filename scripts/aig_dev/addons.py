"""Our addons: which there are, what they need of Odoo, and whether they changed."""

from __future__ import annotations

import ast
from pathlib import Path

from . import paths

#: in the template even before an addon asks for them, so that it rarely changes
USUAL = (
    "account",
    "contacts",
    "crm",
    "l10n_vn",
    "mail",
    "portal",
    "sale_crm",
    "sale_management",
    "spreadsheet_dashboard",
)
DEMO = "aig_demo"
#: not the content of an addon as Odoo sees it
UNSEEN = ("__pycache__", "tests", ".pyc", ".md", ".rst", ".pot")


def manifests(*folders: Path) -> dict[str, dict]:
    """Manifests by addon name."""
    return {
        path.parent.name: ast.literal_eval(path.read_text(encoding="utf-8"))
        for folder in folders
        for path in sorted(folder.glob("*/__manifest__.py"))
    }


def ours() -> list[str]:
    """The addons of the product."""
    return sorted(manifests(paths.ADDONS))


def product() -> list[str]:
    """Our addons without the demo company, whose users and figures disturb tests."""
    return [name for name in ours() if name != DEMO]


def for_tests() -> list[str]:
    """The addons that exist for tests only."""
    return sorted(manifests(paths.TEST_ADDONS))


def folder(name: str) -> Path:
    """Where an addon of ours is."""
    product = paths.ADDONS / name
    return product if product.is_dir() else paths.TEST_ADDONS / name


def needed() -> list[str]:
    """What our addons need of Odoo itself: the content of the template database."""
    found = manifests(paths.ADDONS, paths.TEST_ADDONS)
    depends = {name for manifest in found.values() for name in manifest["depends"]}
    return sorted((depends | set(USUAL)) - set(found))


def with_dependencies(names: list[str]) -> set[str]:
    """Addons of ours, and those of ours that they depend on."""
    found = manifests(paths.ADDONS, paths.TEST_ADDONS)
    known: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in found and name not in known:
            known.add(name)
            waiting += found[name]["depends"]
    return known


def fingerprint(name: str) -> str:
    """A hash of what Odoo loads of an addon: different after any change."""
    base = folder(name)
    parts: list[str | bytes] = []
    for path in sorted(base.rglob("*")):
        relative = path.relative_to(base)
        unseen = any(str(part).endswith(UNSEEN) for part in relative.parts)
        if path.is_file() and not unseen:
            parts += [str(relative), path.read_bytes()]
    return paths.digest(*parts)[:16]


def fingerprints(names: list[str]) -> dict[str, str]:
    """The hash of each addon."""
    return {name: fingerprint(name) for name in names}
