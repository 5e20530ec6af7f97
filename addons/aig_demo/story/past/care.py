"""The care log of the past: what was sent, and who was called and visited."""

from datetime import datetime, time, timedelta

from odoo.fields import Command

from ...tools import business
from ...tools.chance import between, choose
from .tale import backdate

#: Vietnam is so many hours ahead of the log's times.
AHEAD = 7
#: The present tells of the last days: customers may be contacted so often only.
QUIET_DAYS = 10
SUBJECTS = {
    "product": ("Vị trí trống tháng {month}", "Bảng giá màn hình LED tháng {month}"),
    "article": ("Bản tin 4E tháng {month}", "Bài học quảng cáo ngoài trời {month}"),
}
NOTES = {
    "call": ("Hỏi thăm hiệu quả chiến dịch.", "Nhắc lịch thanh toán và nghiệm thu."),
    "meeting": ("Họp bàn kế hoạch quý tới.", "Trình bày phương án vị trí mới."),
    "visit": ("Khảo sát vị trí cùng khách.", "Thăm văn phòng, gặp bộ phận Marketing."),
}
#: Evidence of a contact -> what came of it.
OUTCOMES = {
    "none": ("no_answer", "busy"),
    "talked": ("interested", "offer", "later", "refused"),
}
#: Evidence of a mail -> the signs that are kept, the later with those before it.
SIGNS = {
    "machine": (("opened", True),),
    "opened": (("opened", False),),
    "clicked": (("opened", False), ("clicked", False)),
}
LINK = "https://4e.aig.example.com/"


def log(tale, first, last):
    """Log the contacts of some days, with the row of the plan they belong to."""
    last = min(last, tale.today - timedelta(QUIET_DAYS))
    found = [
        (partner, facts, told)
        for partner, facts in (*tale.newcomers, *tale.regulars)
        for told in business.contacts(partner.name, first, last)
    ]
    # superuser: what goes by mail is logged by the system alone
    logs = tale.env["aig.care.log"].create(
        [_prepare(tale, *contact) for contact in found]
    )
    _sign(zip(logs, (told.key for *_rest, told in found), strict=True), tale.env)
    _book(tale, logs.filtered(lambda log: log.care_type == "meeting"))


def _book(tale, logs):
    """Put the meetings that were held into the calendar, some days before."""
    events = tale.env["calendar.event"].with_context(no_mail_to_attendees=True)
    for person, some in logs.grouped("user_id").items():
        # the salesperson booked them; superuser: who has the customer today may differ
        booked = events.with_user(person).sudo().create([_meet(log) for log in some])
        moments = (
            log.date - timedelta(days=between(2, 9, log.partner_id.name, log.date))
            for log in some
        )
        backdate(booked, moments)


def _meet(log):
    return {
        "name": log.note,
        "user_id": log.user_id.id,
        "partner_ids": [Command.set((log.user_id.partner_id | log.partner_id).ids)],
        "start": log.date,
        "stop": log.date + timedelta(hours=1),
    }


def _prepare(tale, partner, facts, told):
    hour = time(told.hour - AHEAD, between(0, 59, told.key, "minute"))
    person = tale.person(partner, facts, told.day)
    vals = {
        "partner_id": partner.id,
        "user_id": person.id,
        "company_id": tale.firm.id,
        "care_type": told.kind,
        "date": datetime.combine(told.day, hour),
        "evidence": told.evidence,
    }
    if told.kind in SUBJECTS:
        subject = choose(SUBJECTS[told.kind], told.key, "subject")
        line = tale.row(partner, person, told.day)
        return {
            **vals,
            "subject": subject.format(month=f"{told.day:%m/%Y}"),
            "plan_line_id": line.id,
        }
    return {
        **vals,
        "note": choose(NOTES[told.kind], told.key, "note"),
        "outcome": choose(OUTCOMES[told.evidence], told.key, "outcome"),
    }


def _sign(logs, env):
    """Who opened and clicked what, some hours later.

    :param logs: pairs of a row and its key
    """
    env["aig.care.evidence"].create(
        [
            {
                "log_id": log.id,
                "partner_id": log.partner_id.child_ids[:1].id,
                "kind": kind,
                "by_machine": by_machine,
                "date": log.date + timedelta(hours=between(1, 30, key, kind)),
                "url": LINK if kind == "clicked" else False,
            }
            for log, key in logs
            for kind, by_machine in SIGNS.get(log.evidence, ())
        ]
    )
