"""Photos and papers of the story's positions, drawn: the same each time."""

import base64
import io
import random

from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

WIDE, HIGH = 1200, 800
GROUND = 640
DAY = {"sky": "#bfe0f5", "ground": "#6f7680", "house": "#9aa7b5", "window": "#dfe8ef"}
NIGHT = {"sky": "#16203a", "ground": "#23262d", "house": "#2c3850", "window": "#f3d98b"}
SCREENS = {"led", "wifi"}


def photo(facts, by_night=False):
    """A street with the place as it may look, in base64.

    :param dict facts: a position of ``positions.json``
    """
    dice = random.Random(facts["code"])
    colors = NIGHT if by_night else DAY
    picture = Image.new("RGB", (WIDE, HIGH), colors["sky"])
    draw = ImageDraw.Draw(picture)
    for left in range(-20, WIDE, 150):
        _house(draw, dice, left, colors)
    draw.rectangle((0, GROUND, WIDE, HIGH), fill=colors["ground"])
    for left in range(40, WIDE, 160):
        draw.rectangle((left, 710, left + 80, 720), fill="white")
    _panel(draw, dice, facts)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return base64.b64encode(out.getvalue())


def _house(draw, dice, left, colors):
    top = dice.randrange(180, 460)
    draw.rectangle((left, top, left + 130, GROUND), fill=colors["house"])
    for x in range(left + 15, left + 110, 30):
        for y in range(top + 20, GROUND - 20, 45):
            if dice.random() < 0.7:
                draw.rectangle((x, y, x + 15, y + 22), fill=colors["window"])


def _panel(draw, dice, facts):
    width, height = facts["size"] if all(facts["size"]) else (16, 9)
    wide = 560
    high = round(wide * height / width)
    left, top = (WIDE - wide) // 2, 420 - high // 2
    for pole in (left + wide // 4, left + 3 * wide // 4):
        draw.rectangle((pole - 10, top + high, pole + 10, GROUND + 20), fill="#3d4148")
    draw.rectangle((left - 12, top - 12, left + wide + 12, top + high + 12), "#3d4148")
    hue = dice.randrange(360)
    steps = 24
    for step in range(steps):
        shade = f"hsl({hue + 3 * step}, 70%, {40 + step}%)"
        begin = left + wide * step // steps
        end = left + wide * (step + 1) // steps
        draw.rectangle((begin, top, end, top + high), fill=shade)
    if facts["kind"] in SCREENS:
        for y in range(top, top + high, 6):
            draw.line((left, y, left + wide, y), fill="#202020")
    radius = high // 4
    middle = (left + wide // 2, top + high // 2)
    draw.circle(middle, radius, fill="white")
    draw.circle(middle, radius * 2 // 3, fill=f"hsl({hue}, 70%, 45%)")


def size_sheet(facts):
    """The place drawn with its measures, as a PDF in base64."""
    width, height = facts["size"]
    out = io.BytesIO()
    paper = Canvas(out, pagesize=(420, 300), invariant=1)
    scale = min(320 / width, 190 / height)
    wide, high = width * scale, height * scale
    left, low = (420 - wide) / 2, 50
    paper.rect(left, low, wide, high)
    paper.drawCentredString(210, 30, f"{width} m")
    paper.drawRightString(left - 8, low + high / 2, f"{height} m")
    paper.drawCentredString(210, 275, facts["code"])
    paper.save()
    return base64.b64encode(out.getvalue())
