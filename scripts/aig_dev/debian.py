"""Odoo from Debian's package, unpacked into the cache; needs no administrator.

The web client of that package links to fonts and scripts of other packages; they are
unpacked under the same prefix. Two of them are taken from Debian 12, because their
newer versions no longer have the files that Odoo links to.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from . import files, paths, say, shell
from .errors import Stop

PIN = "9d2f598b0555db17e291d48ed24df184c70823c053c4c5ed53c467ca7f629bbf"
PINNED_VERSION = "19.0.0+dfsg-1"
LINKED = [
    "fonts-roboto-unhinted",
    "fonts-montserrat",
    "fonts-ocr-b",
    "libjs-jquery",
    "libjs-underscore",
    "libjs-jquery-form",
    "fonts-font-awesome/bookworm",
    "fonts-inconsolata/bookworm",
]
KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
OTHERWISE = (
    "use Docker (docker compose up), or name your own Odoo 19 checkout or installation "
    "in AIG_ODOO."
)


def expected() -> Path:
    """Where the pinned Odoo is, or will be."""
    return packages(paths.cache() / "odoo" / PIN[:12])


def prefix() -> Path:
    """The folder that holds ``odoo``; fetched and unpacked when it is not there yet."""
    home = paths.cache() / "odoo"
    pinned = home / PIN[:12]
    if not pinned.is_dir():
        with files.lock("odoo"):
            if not pinned.is_dir():
                return packages(instead_of_pinned(home) or fetch(home))
    return packages(pinned)


def packages(unpacked: Path) -> Path:
    """The folder for sys.path inside an unpacked prefix."""
    return unpacked / "usr" / "lib" / "python3" / "dist-packages"


def instead_of_pinned(home: Path) -> Path | None:
    """The Odoo that an earlier run took because the pinned one was gone."""
    note = home / f"{PIN[:12]}.instead"
    if not note.is_file():
        return None
    taken = home / note.read_text(encoding="utf-8").strip()
    if not taken.is_dir():
        return None
    say.warn(f"using {taken}, because Debian did not have Odoo {PINNED_VERSION}.")
    return taken


def fetch(home: Path) -> Path:
    """Download and unpack; give the new prefix."""
    debs = download()
    odoo = next(debs.glob("odoo-19_*.deb"))
    found = paths.file_digest(odoo)
    if found != PIN:
        say.warn(
            f"Debian no longer has the pinned Odoo {PINNED_VERSION}; "
            f"taking {odoo.name} instead."
        )
    target = home / found[:12]
    with say.step("unpacking Odoo"), files.building(target) as folder:
        for deb in sorted(debs.glob("*.deb")):
            failure = f"{deb.name} could not be unpacked"
            shell.quiet(["dpkg-deb", "-x", deb, folder], "unpack", failure)
    if found != PIN:
        files.write(home / f"{PIN[:12]}.instead", target.name)
    warn_of_dead_links(packages(target) / "odoo")
    files.remove(debs)
    return target


def warn_of_dead_links(folder: Path) -> list[str]:
    """Say which files of the web client are links to nowhere."""
    dead = [
        os.path.join(where, name)
        for where, folders, names in os.walk(folder)
        for name in (*folders, *names)
        if not os.path.exists(os.path.join(where, name))
    ]
    if dead:
        say.warn(f"Odoo's package links to files that are not there: {', '.join(dead)}")
    return dead


def download() -> Path:
    """The folder with the .deb files; apt checks their signatures and sums."""
    target = paths.cache() / f"debs-{PIN[:12]}"
    if target.is_dir():
        return target
    apt = PrivateApt(paths.cache() / "apt")
    partial = target.with_name(target.name + files.PARTIAL)
    partial.mkdir(parents=True, exist_ok=True)
    with say.step("downloading Odoo 19 from Debian (about 150 MB)"):
        apt.update()
        apt.download(["odoo-19"], partial)
        if paths.file_digest(next(partial.glob("odoo-19_*.deb"))) != PIN:
            _try_pinned(apt, partial)
        apt.download(LINKED, partial)
    partial.rename(target)
    return target


def _try_pinned(apt: PrivateApt, folder: Path) -> None:
    """Replace the newest Odoo by the pinned one where Debian still has it."""
    newest = next(folder.glob("odoo-19_*.deb"))
    aside = newest.with_suffix(".newest")
    newest.rename(aside)
    try:
        apt.download([f"odoo-19={PINNED_VERSION}"], folder)
    except Stop:
        aside.rename(newest)
    else:
        aside.unlink()


class PrivateApt:
    """apt with package lists of its own: neither reads nor changes the system's."""

    def __init__(self, folder: Path) -> None:
        if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
            raise Stop(f"This system has no apt to fetch Odoo 19 with: {OTHERWISE}")
        if not KEYRING.is_file():
            raise Stop(
                f"This system has no {KEYRING} to check Debian's signature with: "
                f"install debian-archive-keyring, or {OTHERWISE}"
            )
        for name in ("lists/partial", "cache/archives/partial"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        site = self._site()
        # sid's Release file can be past its date; its signature is still checked
        files.write(
            folder / "sources.list",
            f"deb [check-valid-until=no signed-by={KEYRING}] {site} sid main\n"
            f"deb [check-valid-until=no signed-by={KEYRING}] {site} bookworm main\n",
        )
        self.options = [
            "-qq",
            *("-o", f"Dir::Etc::sourcelist={folder}/sources.list"),
            *("-o", "Dir::Etc::sourceparts=/dev/null"),
            *("-o", "Dir::Etc::preferencesparts=/dev/null"),
            *("-o", f"Dir::State::lists={folder}/lists"),
            *("-o", f"Dir::Cache={folder}/cache"),
            *("-o", "APT::Sandbox::User=root"),
            *("-o", "APT::Update::Error-Mode=any"),
            *("-o", "APT::Default-Release=sid"),
            *("-o", "Acquire::Languages=none"),
            *("-o", "Acquire::Retries=3"),
        ]

    @staticmethod
    def _site() -> str:
        """The Debian mirror that this system itself uses."""
        given = os.environ.get("AIG_DEBIAN_MIRROR")
        listed = given or shell.answer(
            ["apt-get", "indextargets", "--format", "$(SITE)", "Origin: Debian"]
        )
        if not listed:
            # before the first "apt-get update" the origins are not known yet
            listed = shell.answer(["apt-get", "indextargets", "--format", "$(SITE)"])
        sites = [site for site in (listed or "").split() if "security" not in site]
        if not sites:
            raise Stop(
                "This system's apt names no Debian mirror to fetch Odoo 19 from: name "
                f"one in AIG_DEBIAN_MIRROR, {OTHERWISE}"
            )
        return sites[0]

    def update(self) -> None:
        """Read Debian's package lists."""
        failure = "Debian's package lists could not be read: check the network, or "
        self._run(["update"], failure + OTHERWISE)

    def download(self, names: list[str], folder: Path) -> None:
        """Download packages; what is there already is checked and kept."""
        failure = f"{', '.join(names)} could not be downloaded: check the network, or "
        self._run(["download", *names], failure + OTHERWISE, cwd=folder)

    def _run(self, words: list[str], failure: str, **options: object) -> None:
        command = ["apt-get", *self.options, *words]
        env = shell.environment(LC_ALL="C", DEBIAN_FRONTEND="noninteractive")
        shell.quiet(command, "apt-odoo", failure, env=env, **options)
