"""One mail and one row of the log, whoever presses what and whatever dies.

Run against a real server process: ``pytest tests/faults`` (see ``conftest.py``).
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

DOCUMENT = "test.aig.care.document"
LOG_FIELDS = ["state", "delivery_uncertain", "failure_reason"]


def compose(client, document_id):
    """Open the composer and return its id, as saved before Send."""
    action = client.call(DOCUMENT, "action_care_compose", [document_id])
    context = action["context"]
    partner_id = client.call(DOCUMENT, "read", [document_id], ["partner_id"])
    values = {
        "composition_mode": "comment",
        "partner_ids": [partner_id[0]["partner_id"][0]],
    }
    return client.call("mail.compose.message", "create", [values], context=context)[0]


def press_send(client, composer_id):
    return client.call("mail.compose.message", "action_send_mail", [composer_id])


def read_logs(client, document_id):
    domain = [["res_model", "=", DOCUMENT], ["res_id", "=", document_id]]
    return client.call("aig.care.log", "search_read", domain, LOG_FIELDS)


def at_once(functions):
    """Run the functions in parallel and return their results."""
    with ThreadPoolExecutor(len(functions)) as pool:
        return [job.result() for job in [pool.submit(f) for f in functions]]


def test_tabs_pressing_at_the_same_moment(open_tabs, sink, admin, make_document):
    tabs = open_tabs(4)
    for number in range(5):
        document_id = make_document(f"Tabs{number}")
        composers = [compose(tab, document_id) for tab in tabs]
        sink.received.clear()
        answers = at_once(
            [
                lambda tab=tab, composer=composer: press_send(tab, composer)
                for tab, composer in zip(tabs, composers, strict=True)
            ]
        )
        assert len(sink.received) == 1
        assert [log["state"] for log in read_logs(admin, document_id)] == ["sent"]
        tags = sorted(answer.get("tag", "") for answer in answers)
        assert tags == [""] + ["display_notification"] * 3


def test_one_composer_pressed_at_the_same_moment(open_tabs, sink, admin, make_document):
    tabs = open_tabs(3)
    document_id = make_document("Impatient")
    composer = compose(admin, document_id)
    at_once([lambda tab=tab: press_send(tab, composer) for tab in tabs])
    assert len(sink.received) == 1
    assert len(read_logs(admin, document_id)) == 1


def test_queues_running_at_once(open_tabs, sink, admin, make_document):
    """Odoo's own queue sends a mail twice when it runs twice (F6b)."""
    sink.stop()
    documents = [make_document(f"Queue{number}") for number in range(40)]
    for document_id in documents:
        press_send(admin, compose(admin, document_id))
    mails = admin.call("mail.mail", "search", [["aig_care_log_id", "!=", False]])
    assert len(mails) >= len(documents)
    admin.call("mail.mail", "write", mails, {"scheduled_date": False})
    sink.start()
    tabs = open_tabs(3)
    at_once(
        [lambda tab=tab: tab.call("mail.mail", "process_email_queue") for tab in tabs]
    )
    admin.call("mail.mail", "process_email_queue")
    assert len(sink.received) == len(set(sink.recipients)) == len(documents)
    for document_id in documents:
        assert [log["state"] for log in read_logs(admin, document_id)] == ["sent"]


def test_killed_when_the_mail_server_has_the_mail(server, sink, admin, make_document):
    document_id = make_document("Killed")
    composer = compose(admin, document_id)
    sink.on_data = server.kill
    with suppress(OSError):  # the server died while it should have answered
        press_send(admin, composer)
    sink.on_data = None
    server.wait()
    admin.connect()
    assert [log["state"] for log in read_logs(admin, document_id)] == ["queued"]
    admin.call("mail.mail", "process_email_queue")
    (log,) = read_logs(admin, document_id)
    assert log["state"] == "sent"
    assert log["delivery_uncertain"], "the customer may have it twice"
    assert len(sink.received) == 2
    assert len(set(sink.message_ids)) == 1
