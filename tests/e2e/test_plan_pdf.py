"""What there is on paper - plan, letter, voucher, positions - by the real program.

The product does without wkhtmltopdf: mails take the web page along then. Where it is
installed, what people get must be whole: all letters, columns and rows. The files are
kept in ``artifacts/e2e`` for those who want to look at them.
"""

import io
import re
import shutil
import subprocess

import pypdf
import pytest

from conftest import ARTIFACTS

pytestmark = pytest.mark.skipif(
    not shutil.which("wkhtmltopdf"),
    reason="wkhtmltopdf is not on PATH: mails take the web page along instead",
)
HEADINGS = ("Khách hàng", "(2) Công nợ", "chắc chắn", "quy đổi")
MANY = 70
BILLION = 1_000_000_000
#: a Vietnamese figure of billions, as wide as figures of a row get
FIGURE = re.compile(r"\d{1,3}(?:\.\d{3}){3}")


@pytest.fixture(scope="module")
def repeats_headings():
    """Whether this build goes on with the headings: Debian's leaves them away."""
    command = ["wkhtmltopdf", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return "patched qt" in done.stdout


@pytest.fixture(scope="module")
def seller(server):
    server.client()  # the administrator's login tells Odoo where its styles are
    return server.client("sales.hanoi")


def fetch(server, client, report, record):
    """The text of each page of a report, as the web client downloads it."""
    url = f"{server.url}/report/pdf/{report}/{record}"
    answer = client.session.get(url, timeout=120)
    assert answer.headers["Content-Type"] == "application/pdf", answer.text[:2000]
    ARTIFACTS.mkdir(parents=True, exist_ok=True)
    (ARTIFACTS / f"{report}-{record}.pdf").write_bytes(answer.content)
    pages = pypdf.PdfReader(io.BytesIO(answer.content)).pages
    return [re.sub(r"\s+", " ", page.extract_text()) for page in pages]


def names_of(client, plan):
    lines = client.call(
        "aig.sales.plan.line", "search_read", [["plan_id", "=", plan]], ["partner_id"]
    )
    return [line["partner_id"][1] for line in lines]


def test_a_plan_for_inside(server, seller):
    [line] = seller.call(
        "aig.sales.plan.line",
        "search_read",
        [["partner_id.name", "=", "Công ty Cổ phần Sữa Hoa Ban"]],
        ["plan_id"],
        limit=1,
    )
    plan = line["plan_id"][0]
    [page] = fetch(server, seller, "aig_sales_plan.report_plan", plan)
    for words in (*names_of(seller, plan), *HEADINGS, "Phạm Hồng Thái", "200.000.000"):
        assert words in page
    assert "�" not in page


@pytest.fixture
def long_plan(server, seller):
    """A plan with many customers, long names and large figures, and its seller's."""
    admin = server.client()
    customers = seller.call("aig.sales.plan.line", "search_read", [], ["territory_id"])
    territory = customers[0]["territory_id"][0]
    plan = seller.call("aig.sales.plan", "create", [{"year": 2049, "quarter": "1"}])
    for number in range(MANY):
        [customer] = admin.call(
            "res.partner",
            "create",
            [
                {
                    "name": f"Công ty Trách nhiệm Hữu hạn Thưởng ngoạn Ỷ Ưỡng {number}",
                    "is_company": True,
                    "aig_territory_id": territory,
                }
            ],
        )
        values = {"plan_id": plan[0], "partner_id": customer}
        values |= {"expected_revenue": 123 * BILLION + number, "development_revenue": 1}
        seller.call("aig.sales.plan.line", "create", [values])
    return plan[0]


def test_a_long_plan_is_whole(server, seller, long_plan, repeats_headings):
    pages = fetch(server, seller, "aig_sales_plan.report_plan", long_plan)
    assert len(pages) > 1
    for page in pages if repeats_headings else pages[:1]:
        assert [words for words in HEADINGS if words not in page] == []
    text = " ".join(pages)
    # no row is missing, and no figure is cut by the edge of the paper
    assert [name for name in names_of(seller, long_plan) if name not in text] == []
    assert len(set(FIGURE.findall(text))) > MANY


def test_a_plan_for_its_customer(server, seller):
    [price] = seller.call(
        "aig.sales.plan.price", "search_read", [], ["line_id", "product_id"], limit=1
    )
    line = price["line_id"][0]
    seller.call("aig.sales.plan.line", "action_preview_plan", [line])
    [letter] = seller.call(
        "aig.sales.plan.letter", "search_read", [["plan_line_id", "=", line]]
    )
    text = " ".join(fetch(server, seller, "aig_sales_plan.report_letter", letter["id"]))
    for words in (letter["partner_id"][1], price["product_id"][1], "Phạm Hồng Thái"):
        assert words in text
    # what is for inside stays inside
    for words in ("chắc chắn", "quy đổi", "Phát triển", "Giá sàn"):
        assert words not in text


def test_a_voucher(server, seller):
    vouchers = seller.call(
        "aig.voucher",
        "search_read",
        [["package_ids", "!=", False]],
        ["name", "partner_id", "package_ids"],
    )
    voucher = max(vouchers, key=lambda one: len(one["package_ids"]))
    gifts = seller.call(
        "aig.voucher.package.line",
        "search_read",
        [["package_id", "in", voucher["package_ids"]]],
        ["gift_id"],
        context={"lang": "vi_VN"},
    )
    pages = fetch(server, seller, "aig_voucher.report_voucher", voucher["id"])
    text = " ".join(pages)
    names = {gift["gift_id"][1] for gift in gifts}
    for words in (voucher["name"], voucher["partner_id"][1], *names, "Phạm Hồng Thái"):
        assert words in text
    assert "�" not in text


def test_positions_side_by_side(server, seller):
    positions = seller.call(
        "aig.position", "search_read", [], ["name", "code"], limit=5
    )
    keys = [position["id"] for position in positions]
    values = {"position_ids": [[6, 0, keys]]}
    [share] = seller.call("aig.position.share", "create", [values])
    pages = fetch(server, seller, "aig_position.report_comparison", share)
    # at most four side by side: paper is filled evenly
    assert len(pages) == 2
    for page, shown in zip(pages, (positions[:3], positions[3:]), strict=True):
        for position in shown:
            assert position["code"] in page
        assert "Ngày còn trống" in page
        assert "Phạm Hồng Thái" in page
        assert "�" not in page
