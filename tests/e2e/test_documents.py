"""What leaves the house for customers, and what people take along, is Vietnamese.

Mails, printed pages and sheets; new templates and reports are found by themselves.
"""

import io

import lxml.html
import openpyxl
import pytest
from english import english_lines

PERSON = "sales.hanoi"


#: what a row of the plan makes a draft of, when it is asked to
MADE = {
    "aig.sales.plan.letter": "action_preview_plan",
    "aig.content.mailing": "action_article",
}


def newest(client, model, domain=()):
    """Id of a record of a model that somebody sees; what the demo lacks is made."""
    found = client.call(model, "search", list(domain), limit=1, order="id desc")
    if not found and model in MADE:
        own = [["plan_id.user_id", "=", client.uid], ["plan_id.state", "=", "draft"]]
        row = newest(client, "aig.sales.plan.line", own)
        client.call("aig.sales.plan.line", MADE[model], [row])
        return newest(client, model)
    if not found and model == "aig.position.share":
        places = client.call("aig.position", "search", [], limit=3)
        return client.call(model, "create", {"position_ids": [[6, 0, places]]})
    assert found, f"the demo has no {model}"
    return found[0]


def ours(server, model, fields):
    """Records of a model that our addons brought."""
    admin = server.client()
    known = [["model", "=", model], ["module", "=like", "aig_%"]]
    data = admin.call("ir.model.data", "search_read", known, ["res_id"])
    ids = [row["res_id"] for row in data]
    return admin.call(model, "search_read", [["id", "in", ids]], fields)


def text_of(html):
    """What a page says, a line each."""
    tree = lxml.html.fromstring(html or "<p/>")
    for hidden in tree.xpath("//script | //style | //head"):
        hidden.drop_tree()
    return "\n".join(tree.itertext())


@pytest.fixture
def english():
    """``english(where, text)``: English lines are told together at the end."""
    found = {}

    def note(where, text):
        assert text.strip(), f"{where} is empty"
        if lines := english_lines(text):
            found[where] = lines

    yield note
    assert not found


def test_english_is_noticed():
    said = "Kính gửi quý khách\nYour voucher was reviewed yesterday\nSales Plan"
    assert english_lines(said) == said.splitlines()[1:]
    assert english_lines("Trả lời: sales@customer.example.com") == []


def test_mails(server, english):
    person = server.client(PERSON)
    admin = server.client()
    templates = ours(server, "mail.template", ["name", "model"])
    assert templates
    for template in templates:
        record = newest(person, template["model"])
        preview = admin.call(
            "mail.template.preview",
            "create",
            {
                "mail_template_id": template["id"],
                "resource_ref": f"{template['model']},{record}",
                "lang": "vi_VN",
            },
        )
        fields = ["subject", "body_html"]
        [mail] = admin.call("mail.template.preview", "read", [preview], fields)
        text = f"{mail['subject']}\n{text_of(mail['body_html'])}"
        english(template["name"], text)


def test_printed_pages(server, english):
    person = server.client(PERSON)
    reports = ours(server, "ir.actions.report", ["name", "model", "report_name"])
    assert reports
    for report in reports:
        record = newest(person, report["model"])
        url = f"{server.url}/report/html/{report['report_name']}/{record}"
        answer = person.session.get(url, timeout=60)
        answer.raise_for_status()
        english(report["name"], text_of(answer.text))


def test_the_plans_sheet(server, english):
    person = server.client(PERSON)
    plan = newest(person, "aig.sales.plan")
    url = f"{server.url}/aig/sales-plan/xlsx?ids={plan}"
    answer = person.session.get(url, timeout=60)
    answer.raise_for_status()
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    cells = (
        cell
        for sheet in book
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    )
    lines = [cell for cell in cells if isinstance(cell, str)]
    english("plan", "\n".join([*book.sheetnames, *lines]))
