"""A mail with twenty positions, whose photos have five megabytes each."""

import base64
from datetime import timedelta
from io import BytesIO

from PIL import Image

from odoo.fields import Command

from ..harness import Measured, row

MEGABYTE = 1024 * 1024
#: Pixels of a telephone's camera.
PIXELS = (4000, 3000)
#: How much longer it may take than Odoo takes for the text alone: twenty photos are
#: made small the first time, and found the next.
FIRST, AGAIN = 10, 3


def make_photo(number):
    """A photo with more details than a real one: the hardest to make small."""
    noise = Image.effect_noise(PIXELS, 40 + number)
    sky = Image.linear_gradient("L").resize(PIXELS)
    stream = BytesIO()
    Image.merge("RGB", (noise, sky, noise)).save(stream, "JPEG", quality=85)
    return base64.b64encode(stream.getvalue())


def make_offer(case):
    """An offer of as many positions, reviewed, each with its photo."""
    env = case.env
    kind = env.ref("aig_position.aig_position_kind_billboard")
    photos = [make_photo(number) for number in range(4)]
    assert all(4 * MEGABYTE < len(photo) * 3 / 4 < 7 * MEGABYTE for photo in photos)
    positions = env["aig.position"]
    for number in range(case.size):
        positions |= positions.create(
            {
                "name": f"Bench {number}",
                "code": f"BENCH-{number}",
                "kind_id": kind.id,
                "address": f"{number} Nguyễn Huệ, Quận 1, Thành phố Hồ Chí Minh",
                "width": 18,
                "height": 9,
                "selling_points": "Nhìn thẳng, ngã tư đông\nĐèn chiếu đến 23 giờ",
                "image_1920": photos[number % len(photos)],
                "rate_ids": [
                    Command.create({"date_from": "2020-01-01", "daily_rate": 10**6})
                ],
            }
        )
    positions.action_review()
    customer = env["res.partner"].create(
        {"name": "Bench", "is_company": True, "email": "bench@example.com"}
    )
    today = env.company._aig_today()
    offer = env["aig.position.offer"].create(
        {
            "partner_id": customer.id,
            "date_from": today,
            "date_to": today + timedelta(89),
        }
    )
    offer._add(positions)
    return offer


def forget_pictures(env):
    """As if no mail had told of these positions yet."""
    env["ir.attachment"].search(
        [("res_model", "=", "aig.position"), ("res_field", "=", "aig_mail_picture")]
    ).unlink()


def render(template, offer):
    return template._generate_template(offer.ids, ("subject", "body_html"))[offer.id]


def open_mail(offer):
    """What pressing the Product icon does, up to the text in the composer."""
    offer.action_care_compose()
    return render(offer._care_mail_template(), offer)


def get_mail(offer):
    """The mail as it leaves."""
    servers = offer.env["ir.mail_server"].with_context(aig_sending=True)
    return servers._build_email__(
        "bench@example.com",
        ["customer@example.com"],
        "Bench",
        str(open_mail(offer)["body_html"]),
        subtype="html",
    )


@row("update mail with 20 positions, photos of 5 MB", size=20)
def update_mail(case):
    """Opening it, against Odoo's rendering of the text without the photos."""
    env, offer = case.env, make_offer(case)
    template = offer._care_mail_template()
    bare = template.copy(
        {"body_html": template.body_html.replace("line.picture_url", "False")}
    )
    mail = get_mail(offer)
    shown = [part for part in mail.walk() if part.get_content_maintype() == "image"]
    # four photos were taken, each position has its own small one
    assert len(shown) == case.size, len(shown)
    yield case.measure(
        "first", lambda: open_mail(offer), before=lambda: forget_pictures(env)
    )
    yield from case.measure_in_turn(
        {
            "again": lambda: open_mail(offer),
            "text alone": lambda: render(bare, offer),
        }
    )
    yield case.ratio("first", "text alone", limit=FIRST)
    yield case.ratio("again", "text alone", limit=AGAIN)
    yield Measured(
        "size",
        len(mail.as_bytes()) / 1024,
        "KB",
        limit=env.company.aig_offer_mail_size,
    )
