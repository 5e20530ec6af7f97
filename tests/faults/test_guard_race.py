"""Two salespeople press Send for one customer at the same second: the cap holds."""

from concurrent.futures import ThreadPoolExecutor

import pytest

DOCUMENT = "test.aig.care.document"


@pytest.fixture
def cap(admin):
    """One mail a week; taken back afterwards."""
    cap_id = admin.create("aig.care.cap", maximum=1, period="week", severity="block")
    yield cap_id
    admin.call("aig.care.cap", "unlink", [cap_id])


def compose(client, document_id):
    action = client.call(DOCUMENT, "action_care_compose", [document_id])
    [partner] = client.call(DOCUMENT, "read", [document_id], ["partner_id"])
    values = {
        "composition_mode": "comment",
        "partner_ids": [partner["partner_id"][0]],
    }
    context = action["context"]
    return client.call("mail.compose.message", "create", [values], context=context)[0]


def press(client, composer_id):
    """Return the refusal, or an empty string when it was sent."""
    try:
        client.call("mail.compose.message", "action_send_mail", [composer_id])
    except RuntimeError as refusal:
        return str(refusal)
    return ""


def test_the_cap_holds_when_two_send_at_once(
    open_tabs, sink, admin, make_document, cap
):
    tabs = open_tabs(3)
    for number in range(5):
        first = make_document(f"Capped{number}")
        [partner] = admin.call(DOCUMENT, "read", [first], ["partner_id"])
        partner_id = partner["partner_id"][0]
        documents = [first] + [
            admin.create(DOCUMENT, name=f"Other{copy}", partner_id=partner_id)
            for copy in range(2)
        ]
        composers = [
            compose(tab, document_id)
            for tab, document_id in zip(tabs, documents, strict=True)
        ]
        sink.received.clear()
        with ThreadPoolExecutor(len(tabs)) as pool:
            answers = list(pool.map(press, tabs, composers))
        refused = [answer for answer in answers if "UserError" in answer]
        assert len(refused) == 2, answers
        assert len(sink.received) == 1
        domain = [["partner_id", "=", partner_id]]
        assert admin.call("aig.care.log", "search_count", domain) == 1
