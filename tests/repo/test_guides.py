"""The guides speak of what is on the screen, the same in Vietnamese and in English.

So does the administrator's; its list of jobs is complete.

What is **bold** in them is a word of the interface, ``>`` leads through its menus.
"""

import re
from functools import cache
from xml.etree import ElementTree

import polib
import pytest
from repo_source import ADDONS, DOCS, ROOT, rows

GUIDES = DOCS / "guide"
NAMES = sorted(path.name for path in (GUIDES / "vi").glob("*.md"))
LONGEST = 250  # lines; a longer one is not read

#: what Odoo itself calls its buttons and applications, English and Vietnamese
CORE = {
    "Add a line": "Thêm một dòng",
    "Send": "Gửi",
    "Settings": "Cài đặt",
}
#: the first word of a path that is no menu of ours
CORE_MENUS = {"Settings"}

BOLD = re.compile(r"\*\*(.+?)\*\*")
PICTURE = re.compile(r"!\[[^\]]*\]\(([^)]+)\)")
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)#]+)\)")


def lines(language, name):
    """The lines of a guide."""
    return (GUIDES / language / name).read_text(encoding="utf-8").splitlines()


def words(line):
    """The words of the interface in a line; of a menu path each step."""
    return [word for path in BOLD.findall(line) for word in path.split(" > ")]


@cache
def translations():
    """English word -> its Vietnamese ones, as on the screen."""
    found = {english: {vietnamese} for english, vietnamese in CORE.items()}
    for path in ADDONS.glob("*/i18n*/vi.po"):
        for entry in polib.pofile(str(path)):
            found.setdefault(entry.msgid, set()).add(entry.msgstr)
    return found


def kind(line):
    """What a line is to the reader: a heading, a step, a remark, a picture."""
    if picture := PICTURE.match(line):
        return picture[1]
    mark = re.match(r"#+ |\d+\. |- |$", line)
    return mark[0] if mark else "text"


@cache
def menus():
    """The paths of our menus, in English: ``("AIG Sales", "Vouchers")``."""
    names, parents, actions = {}, {}, {}
    for path in ADDONS.rglob("*.xml"):
        root = ElementTree.parse(path).getroot()
        addon = path.relative_to(ADDONS).parts[0]
        for record in root.iter("record"):
            title = record.find("field[@name='name']")
            if title is not None and record.get("model", "").startswith("ir.act"):
                actions[_full(addon, record.get("id"))] = title.text
        for parent in root.iter():
            for item in parent.findall("menuitem"):
                menu = _full(addon, item.get("id"))
                above = item.get("parent") or (
                    parent.get("id") if parent.tag == "menuitem" else None
                )
                if item.get("name") or item.get("action"):
                    names[menu] = item.get("name") or _full(addon, item.get("action"))
                    parents[menu] = above and _full(addon, above)
    return {_path(menu, names, parents, actions) for menu in names}


def _full(addon, name):
    return name if "." in name else f"{addon}.{name}"


def _path(menu, names, parents, actions):
    above = parents[menu]
    name = actions.get(names[menu], names[menu])
    return (*_path(above, names, parents, actions), name) if above else (name,)


@pytest.mark.parametrize("name", NAMES)
def test_the_languages_are_twins(name):
    vietnamese, english = lines("vi", name), lines("en", name)
    assert len(vietnamese) <= LONGEST
    assert [kind(line) for line in vietnamese] == [kind(line) for line in english]


@pytest.mark.parametrize("name", NAMES)
def test_bold_words_are_on_the_screen(name):
    """Line by line, each English word has its translation in the Vietnamese guide."""
    wrong = []
    for ours, theirs in zip(lines("vi", name), lines("en", name), strict=True):
        left = words(ours)
        for word in words(theirs):
            known = translations().get(word, set())
            found = next((one for one in left if one in known), None)
            if found is None:
                wrong.append(f"{word} ({', '.join(sorted(known)) or 'no such word'})")
            else:
                left.remove(found)
        wrong += [f"{word} (nothing in the English line)" for word in left]
    assert wrong == []


@pytest.mark.parametrize("name", NAMES)
def test_menu_paths_lead_somewhere(name):
    paths = {
        tuple(path.split(" > "))
        for line in lines("en", name)
        for path in BOLD.findall(line)
        if " > " in path
    }
    assert paths
    assert {path for path in paths if path[0] not in CORE_MENUS} <= menus()


def test_each_guide_is_in_both_languages():
    assert sorted(path.name for path in (GUIDES / "en").glob("*.md")) == NAMES


def test_pictures_and_links():
    """Each picture and file that is named is there; no picture lies about unused."""
    documents = [ROOT / "README.md", *DOCS.glob("*.md"), *GUIDES.rglob("*.md")]
    pictures = set()
    for path in documents:
        text = path.read_text(encoding="utf-8")
        named = {(path.parent / name).resolve() for name in PICTURE.findall(text)}
        pictures |= named
        targets = LINK.findall(text)
        local = [target for target in targets if "://" not in target]
        named |= {(path.parent / target).resolve() for target in local}
        assert [str(one) for one in named if not one.exists()] == [], path
    for path in ADDONS.glob("*/README.rst"):
        names = re.findall(r"docs/img/\w+\.png", path.read_text(encoding="utf-8"))
        assert all((ROOT / name).exists() for name in names), path
    assert pictures.issuperset((DOCS / "img").glob("*.png"))


def test_the_index_names_every_guide():
    index = (GUIDES / "README.md").read_text(encoding="utf-8")
    expected = {f"{language}/{name}" for language in ("vi", "en") for name in NAMES}
    assert expected <= set(LINK.findall(index))


def jobs():
    """Name and period of each scheduled job: ``{"Vouchers: ...": "1 days"}``."""
    found = {}
    for path in ADDONS.rglob("*.xml"):
        for record in ElementTree.parse(path).getroot().iter("record"):
            if record.get("model") == "ir.cron":
                fields = {field.get("name"): field for field in record}
                number = fields["interval_number"]
                period = number.get("eval") or number.text
                period += f" {fields['interval_type'].text}"
                found[fields["name"].text] = period
    return found


def test_the_administrators_list_of_jobs_is_complete():
    periods = {"hours": "giờ", "days": "ngày", "weeks": "tuần", "months": "tháng"}
    english, vietnamese = {}, {}
    for name, period in jobs().items():
        number, unit = period.split()
        english[name] = f"{number} {unit.removesuffix('s') if number == '1' else unit}"
        [translated] = translations()[name]
        vietnamese[translated] = f"{number} {periods[unit]}"
    for path, first, expected in (
        (DOCS / "ADMIN.md", "job", english),
        (DOCS / "ADMIN.vi.md", "việc", vietnamese),
    ):
        assert {cells[0]: cells[1] for cells in rows(path, first)} == expected


def test_the_administrators_guides_are_twins():
    shapes, commands = [], []
    for name in "ADMIN.md", "ADMIN.vi.md":
        text = (DOCS / name).read_text(encoding="utf-8")
        blocks = re.findall(r"```\n(.*?)```", text, re.DOTALL)
        commands.append([re.sub(r" *#.*", "", block) for block in blocks])
        shapes.append([administrative(line) for line in text.splitlines()])
    assert commands[0] == commands[1]
    assert shapes[0] == shapes[1]


def administrative(line):
    """As ``kind``, with the rows of tables and the starred remarks."""
    mark = re.match(r"\||\* |```", line)
    return mark[0] if mark else kind(line)
