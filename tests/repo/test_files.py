"""What may not be in any file of the repository, and what the addons depend on."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
from repo_source import ADDONS, ROOT, addons

#: hosts of package registries, in pieces so that this file has none
HOSTS = ["py" + "pi.org", "python" + "hosted.org", "registry.npm" + "js.org"]
HOSTS += ["deb." + "debian.org", "security." + "debian.org", "docker" + ".io/"]
SECRETS = [
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    r"(?i)\b(api[_-]?key|secret|token)\b\s*[=:]\s*['\"][A-Za-z0-9_\-]{16,}['\"]",
]
#: the arrows of docs/ARCHITECTURE.md: an addon may know those on its left only
ORDER = [
    ["aig_base"],
    ["aig_territory"],
    ["aig_customer_care"],
    ["aig_position", "aig_4e_content", "aig_sales_process", "aig_contract"],
    ["aig_customer_classification", "aig_sales_force", "aig_sales_plan"],
    ["aig_voucher"],
    ["aig_kpi_dashboard"],
    ["aig_demo"],
]
LEVEL = {name: level for level, names in enumerate(ORDER) for name in names}


def texts():
    """Path and text of every text file that git has."""
    command = ["git", "-C", str(ROOT), "ls-files", "--cached"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for name in listed.splitlines():
        path = ROOT / name
        if path.is_file() and path.suffix not in (".png", ".jpg", ".ico"):
            yield name, path.read_text(encoding="utf-8")


@pytest.mark.parametrize("host", HOSTS)
def test_no_registry_is_named(host):
    assert [name for name, text in texts() if host in text] == []


@pytest.mark.parametrize("pattern", SECRETS)
def test_no_secret(pattern):
    assert [name for name, text in texts() if re.search(pattern, text)] == []


def depends(addon):
    """What an addon's manifest says it needs."""
    text = (ADDONS / addon / "__manifest__.py").read_text(encoding="utf-8")
    return set(ast.literal_eval(text)["depends"])


def reached(addon):
    """The addons of ours that an addon depends on, directly or not."""
    direct = depends(addon) & addons()
    return direct.union(*map(reached, direct))


@pytest.mark.parametrize("addon", sorted(addons()))
def test_addon_depends_leftwards(addon):
    if addon not in LEVEL:  # a glue addon between others
        manifest = (ADDONS / addon / "__manifest__.py").read_text(encoding="utf-8")
        assert "auto_install" in manifest, f"{addon} has no place in the order"
        return
    right = {other for other in reached(addon) if LEVEL.get(other, 0) >= LEVEL[addon]}
    assert not right


@pytest.mark.parametrize("addon", sorted(addons()))
def test_addon_imports_what_it_depends_on(addon):
    known = reached(addon) | {addon}
    pattern = re.compile(r"(?:from|import) (?:odoo\.addons\.)?(aig_\w+)")
    for path in sorted((ADDONS / addon).rglob("*.py")):
        named = set(pattern.findall(path.read_text(encoding="utf-8"))) & addons()
        assert named <= known, path


def test_python_files_are_short():
    """No file of the product or its tooling grows beyond what one can read."""
    limits = {"addons": 400, "scripts": 400, "bench": 400}
    for folder, limit in limits.items():
        for path in sorted(Path(ROOT / folder).rglob("*.py")):
            lines = len(path.read_text(encoding="utf-8").splitlines())
            assert lines <= (500 if "tests" in path.parts else limit), path
