"""The set-up: whole or not there, one sentence when something cannot be had."""

import os
import signal
import socket
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "scripts"
sys.path.insert(0, str(SCRIPTS))

from aig_dev import (  # noqa: E402
    addons,
    database,
    debian,
    errors,
    files,
    paths,
    python,
    serving,
    shell,
    source,
)


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """A cache folder of its own."""
    monkeypatch.setenv("AIG_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def run_python(code, **variables):
    """Run code that uses the set-up in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)],
        env=os.environ | {"PYTHONPATH": str(SCRIPTS)} | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


BUILD = """
    import pathlib, sys, time
    from aig_dev import files, paths
    target = paths.cache() / "odoo" / "x"
    with files.lock("odoo"), files.building(target) as folder:
        (folder / "first").write_text("1")
        print("half", flush=True)
        time.sleep(float(sys.argv[1]) if len(sys.argv) > 1 else 60)
        (folder / "second").write_text("2")
"""


def test_killed_half_way_leaves_nothing_and_goes_on(cache):
    killed = run_python(BUILD)
    assert killed.stdout.readline() == "half\n"
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    target = cache / "odoo" / "x"
    assert not target.exists()
    # the lock of the dead is free, its rest is thrown away
    with files.lock("odoo"), files.building(target) as folder:
        assert not list(folder.iterdir())
        (folder / "second").write_text("2")
    assert [path.name for path in target.parent.iterdir()] == ["x"]


def test_second_run_waits_for_the_first(cache):
    first = run_python(BUILD.replace("60", "1"))
    assert first.stdout.readline() == "half\n"
    assert not files.nobody_else("odoo")
    with files.lock("odoo"):
        assert (cache / "odoo" / "x" / "second").exists()
    first.wait()


def test_failure_leaves_the_old_one(cache):
    target = cache / "thing"
    target.mkdir(parents=True)
    (target / "old").touch()
    with pytest.raises(ValueError, match="broken"), files.building(target):
        raise ValueError("broken")
    assert (target / "old").exists()


def test_fetched_once(cache, monkeypatch):
    """The second time nothing is downloaded, also from another clone."""
    calls = []

    def download():
        calls.append(1)
        folder = cache / "debs"
        folder.mkdir(parents=True)
        (folder / "odoo-19_1_all.deb").write_text("not the pinned one")
        return folder

    monkeypatch.setattr(debian, "download", download)
    monkeypatch.setattr(shell, "quiet", lambda *_args, **_options: None)
    first = debian.prefix()
    monkeypatch.setattr(debian, "instead_of_pinned", debian.instead_of_pinned)
    assert debian.prefix() == first
    assert calls == [1]


def test_other_version_is_warned_of(cache, monkeypatch, capsys):
    test_fetched_once(cache, monkeypatch)
    said = capsys.readouterr().err
    assert "no longer has the pinned Odoo" in said


def test_dead_links_are_named(tmp_path, capsys):
    (tmp_path / "font.woff").symlink_to("/nowhere/font.woff")
    (tmp_path / "fine").symlink_to(tmp_path)
    assert debian.warn_of_dead_links(tmp_path) == [str(tmp_path / "font.woff")]
    assert "font.woff" in capsys.readouterr().err


def sentence_of(action):
    """What a command prints when an action fails."""
    with pytest.raises(errors.Stop) as stopped:
        action()
    text = str(stopped.value)
    assert "\n" not in text
    return text


def test_no_apt(cache, monkeypatch):
    monkeypatch.setattr(debian.shutil, "which", lambda _name: None)
    text = sentence_of(lambda: debian.PrivateApt(cache))
    assert "no apt" in text
    assert "docker compose" in text
    assert "AIG_ODOO" in text


def test_no_network(cache, monkeypatch):
    if not debian.KEYRING.is_file():
        pytest.skip("not Debian")
    monkeypatch.setenv("AIG_DEBIAN_MIRROR", "http://127.0.0.1:9/debian")
    text = sentence_of(lambda: debian.PrivateApt(cache / "apt").update())
    assert "check the network" in text
    assert str(paths.log_file("apt-odoo")) in text


def test_wrong_python(monkeypatch):
    monkeypatch.setenv("AIG_PYTHON", "/bin/false")
    assert "python3.11" in sentence_of(python.find)
    monkeypatch.setattr(shell, "answer", lambda *_args, **_options: "3.9.2 /bin/x True")
    assert "Python 3.10 to 3.13" in sentence_of(python.find)


def test_port_taken():
    with socket.socket() as other:
        other.bind((serving.LOCALHOST, 0))
        other.listen()
        port = other.getsockname()[1]
        text = sentence_of(lambda: serving.check_free(port, "AIG_PORT"))
    assert f"Port {port} is taken" in text
    assert "AIG_PORT=" in text
    serving.check_free(port, "AIG_PORT")


def test_disk_full(cache, capsys):
    def main():
        raise OSError(28, shell.NO_SPACE, "/x")

    assert errors.guarded(main) == 1
    said = capsys.readouterr().err
    assert "disk is full" in said
    assert "Traceback" not in said


def test_disk_full_in_a_program(cache):
    command = [sys.executable, "-c", f"raise SystemExit({shell.NO_SPACE!r})"]
    with pytest.raises(OSError, match=shell.NO_SPACE):
        shell.quiet(command, "x", "It failed")


def test_program_fails_with_its_log_named(cache):
    text = sentence_of(lambda: shell.quiet(["false"], "x", "It failed"))
    assert text.startswith("It failed (exit code 1; see ")


@pytest.mark.parametrize("inside", ["", "usr/lib/python3/dist-packages"])
def test_own_odoo_wins(tmp_path, monkeypatch, inside):
    release = tmp_path / inside / "odoo" / "release.py"
    release.parent.mkdir(parents=True)
    release.write_text("version_info = (19, 0, 0, FINAL, 0, '')\n")
    monkeypatch.setenv("AIG_ODOO", str(tmp_path))
    assert source.find(sys.executable) == (tmp_path / inside).resolve()


def test_own_odoo_of_another_version(tmp_path, monkeypatch):
    (tmp_path / "odoo").mkdir()
    (tmp_path / "odoo" / "release.py").write_text("version_info = (18, 0, 0)\n")
    monkeypatch.setenv("AIG_ODOO", str(tmp_path))
    assert "Odoo 18" in sentence_of(lambda: source.find(sys.executable))
    monkeypatch.setenv("AIG_ODOO", str(tmp_path / "odoo" / "nothing"))
    assert "holds no Odoo" in sentence_of(lambda: source.find(sys.executable))


def test_fingerprint_follows_content(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "ADDONS", tmp_path)
    addon = tmp_path / "aig_x"
    (addon / "tests").mkdir(parents=True)
    (addon / "a.py").write_text("1")
    before = addons.fingerprint("aig_x")
    (addon / "tests" / "test_a.py").write_text("1")
    assert addons.fingerprint("aig_x") == before
    (addon / "a.py").write_text("2")
    assert addons.fingerprint("aig_x") != before


def test_database_name():
    assert database.checked_name("aig_2-x") == "aig_2-x"
    assert "no good database name" in sentence_of(
        lambda: database.checked_name('x"; DROP')
    )
