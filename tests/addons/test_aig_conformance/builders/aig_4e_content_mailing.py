"""What customers are planned to get of the content department, and what they got."""

from datetime import datetime

from .registry import Builder, Linked


def post(case):
    """A new post that was published with a link."""
    # superuser: the tests need records that their user may not make
    env = case.env["aig.content.post"].sudo().env
    number = case.number("post")
    channel = env["aig.content.channel"].create({"name": f"Access channel {number}"})
    made = env["aig.content.post"].create(
        {
            "name": f"Access post {number}",
            "channel_id": channel.id,
            "url": f"https://4e.example.com/{number}",
        }
    )
    made._decide({"state": "published", "date_published": case.date(number)})
    return made


class ContentRoadmap(Builder, model="aig.content.roadmap"):
    """A post for a customer of the place."""

    def vals(self, case, place):
        return {
            "post_id": post(case).id,
            "partner_id": case.customer(place.territory).id,
            "user_id": place.owner.id,
        }

    def change(self, case, place):
        return {"week_planned": "2099-01-05"}

    def assert_changed(self, case, record, change):
        case.assertEqual(str(record.week_planned), change["week_planned"])


class ContentMailing(Builder, model="aig.content.mailing"):
    """An empty draft for a customer of the place."""

    def vals(self, case, place):
        return {
            "partner_id": case.customer(place.territory).id,
            "user_id": place.owner.id,
        }

    def change(self, case, place):
        return {"partner_id": case.customer(place.territory).id}


class ContentMailingLine(Builder, model="aig.content.mailing.line"):
    """A post in it."""

    def vals(self, case, place):
        return {
            "mailing_id": case.record("aig.content.mailing", place).id,
            "post_id": post(case).id,
        }

    def change(self, case, place):
        return {"sequence": case.number()}


class ContentEffect(Linked, model="aig.content.effect"):
    """What became of a post in a mail to a customer of the place."""

    def vals(self, case, place):
        return {"sent_count": 1}

    def change(self, case, place):
        return {"sent_count": case.number()}

    def owner(self, record):
        return record.user_id

    def build(self, case, place):
        line = case.record("aig.content.mailing.line", place)
        mailing = line.mailing_id
        log = line.env["aig.care.log"].create(
            {
                "partner_id": mailing.partner_id.id,
                "user_id": place.owner.id,
                "care_type": "article",
                "res_model": mailing._name,
                "res_id": mailing.id,
            }
        )
        line.is_sent = True
        mailing._decide(
            {"state": "sent", "sent_date": datetime(2026, 10, 1), "log_id": log.id}
        )
        case.env.flush_all()
        # superuser: the tests need records in places their user cannot reach
        effects = case.env[self.model].sudo()
        return effects.search([("mailing_id", "=", mailing.id)])
