"""Take the pictures in docs/img from the running product: ``make screenshots``."""

from io import BytesIO
from pathlib import Path

from journeys.test_contact_result import DIALER
from journeys.test_plan_steps import complete
from PIL import Image
from playwright.sync_api import expect
from steps import card, mails_to, page_behind

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "img"
CUSTOMER = "Công ty Cổ phần Sữa Hoa Ban"
COLOURS = 128  # enough for screens; a third of the bytes


def take(page, name):
    """Keep what the page shows, small enough for a document."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    page.wait_for_timeout(500)  # animations
    shown = Image.open(BytesIO(page.screenshot())).convert("RGB")
    if shown.width < shown.height:  # a phone's has two pixels for each of ours
        shown = shown.resize((shown.width // 2, shown.height // 2), Image.LANCZOS)
    small = shown.quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(IMAGES / f"{name}.png", optimize=True)


def test_desk(page, login, smtp):
    login(page, "sales.hanoi", path="/odoo/financial-plan")
    row = page.locator(".o_data_row", has_text="Sữa Hoa Ban")
    expect(row).to_contain_text("385.000.000")
    take(page, "plan_list")
    row.locator("button[name=action_open_line]").click()
    expect(page.locator(".o_form_view")).to_contain_text("385.000.000")
    take(page, "plan_line")
    page.go_back()
    row.locator("button[name=action_voucher]").click()
    page.locator(".modal button[name=action_review_and_send]").click()
    mail = page.frame_locator(".modal .o_aig_mail_preview iframe").locator("body")
    expect(mail).to_contain_text("385.000.000")
    take(page, "composer")


def test_manager(page, login):
    login(page, "quanly.bac", path="/odoo/sales-plans")
    page.locator(".o_data_row").first.click()
    expect(page.locator(".o_form_view")).to_be_visible()
    take(page, "plan")


def test_board(page, login):
    login(page, "giamdoc", path="/odoo/aig-territory-board")
    expect(page.locator("[name=total]")).to_be_visible()
    take(page, "territory_board")


def test_rehearsal(page, login, server):
    director = server.client("giamdoc")
    found = director.call("aig.territory", "search_read", [], ["code"])
    territories = {territory["code"]: territory["id"] for territory in found}
    rehearsal = director.call(
        "aig.territory.rehearsal", "create", {"name": "Chia lại địa bàn"}
    )
    for code in "NAM", "BAC":  # who moves is on top
        source = {"source_territory_id": territories[code]}
        director.call("aig.territory.rehearsal", "write", [rehearsal], source)
        director.call("aig.territory.rehearsal", "action_bring_in", [rehearsal])
    moving = [["partner_id.name", "in", ["Ngân hàng TMCP Cửu Long"]]]
    lines = director.call("aig.territory.rehearsal.line", "search", moving)
    north = {"new_territory_id": territories["BAC"]}
    director.call("aig.territory.rehearsal.line", "write", lines, north)
    login(page, "giamdoc", path=f"/odoo/aig-territory-rehearsals/{rehearsal}")
    page.locator("button[name=action_view_lines]:visible").first.click()
    expect(page.locator(".o_kanban_record", has_text="Cửu Long")).to_be_visible()
    take(page, "rehearsal")


def test_phone(phone, login):
    login(phone, "sales.hanoi", path="/odoo/financial-plan")
    expect(phone.locator(".o_kanban_record").first).to_contain_text("385.000.000")
    take(phone, "phone")
    card = phone.locator(".o_kanban_record", has_text="Sữa Hoa Ban")
    card.locator("button[name=action_voucher]").tap()
    composer = phone.locator(".modal:has(.o_aig_mail)")
    confirm = phone.locator(".modal button[name=action_review_and_send]")
    expect(confirm.or_(composer)).to_be_visible()
    if confirm.count():  # the desk's picture has confirmed the points
        confirm.tap()
    composer.locator("button[name=preview]").tap()
    mail = composer.frame_locator(".o_aig_mail_preview iframe").locator("body")
    expect(mail).to_contain_text("385.000.000")
    take(phone, "composer_phone")


def test_content(page, phone, login):
    login(page, "truongphong.noidung", path="/odoo/content-posts")
    expect(page.locator(".o_kanban_record").first).to_be_visible()
    take(page, "content_board")
    page.goto(page.url.split("/odoo")[0] + "/odoo/content-target-grid")
    expect(page.get_by_label("Hoàng Diệu Linh, E-Magazine", exact=True)).to_be_visible()
    take(page, "content_grid")
    login(phone, "noidung", path="/odoo/my-target")
    expect(phone.locator(".o_aig_ring").first).to_be_visible()
    take(phone, "content_phone")


def open_card(page, text):
    """A card's record; beside the name may be a number that calls."""
    card(page, text).first.get_by_text(text).first.click()
    expect(page.locator(".o_form_sheet")).to_be_visible()


def test_positions(page, login):
    login(page, "sales.hanoi", path="/odoo/financial-plan")
    row = page.locator(".o_data_row", has_text="Nước giải khát Tây Hồ")
    row.locator("button[name=action_product]").click()
    page.locator(".modal button[name=action_find]").click()
    expect(card(page, "HN-002").locator("img").first).to_be_visible()
    take(page, "guide_positions")


def test_voucher(page, phone, login, smtp, server):
    login(page, "sales.hanoi", path="/odoo/vouchers")
    page.locator(".o_data_row", has_text="Sữa Hoa Ban").first.click()
    expect(page.locator(".o_form_sheet")).to_contain_text("385.000.000")
    take(page, "guide_voucher")
    confirm = page.locator("button[name=action_review_and_send]:visible")
    mail = page.locator("button[name=action_care_compose]:visible")
    confirm.or_(mail).first.click()
    page.locator(".modal button[name=action_send_mail]").click()
    expect(page.locator(".modal")).to_have_count(0)
    [mail] = mails_to(smtp, "lienhe@suahoaban.example.com")
    text = mail.get_body(("html",)).get_content()
    phone.goto(server.url + page_behind(text, r"/aig/voucher/\d+/[\w-]+", server))
    expect(phone.locator("body")).to_contain_text("385.000.000")
    take(phone, "guide_customer_page")


def test_customer(page, phone, login):
    login(page, "sales.hanoi", path="/odoo/aig-customers")
    open_card(page, CUSTOMER)
    page.locator("button[name=action_aig_timeline]:visible").first.click()
    expect(page.locator(".o_aig_timeline_row").first).to_be_visible()
    take(page, "guide_timeline")
    phone.add_init_script(DIALER)
    login(phone, "sales.hanoi", path="/odoo/aig-customers")
    card(phone, CUSTOMER).first.locator(".o_aig_call").tap()
    expect(phone.locator(".modal .o_aig_contact")).to_be_visible()
    take(phone, "guide_contact")


def test_decisions(page, login, server):
    salesperson = server.client("sales.haiphong")
    draft = [["state", "=", "draft"], ["user_id", "=", salesperson.uid]]
    [plan] = salesperson.call("aig.sales.plan", "search", draft, limit=1)
    complete(salesperson, plan)
    salesperson.call("aig.sales.plan", "action_submit", [plan])
    login(page, "quanly.bac", path="/odoo/plans-to-approve")
    page.locator(".o_group_header").first.click()
    expect(page.locator(".o_data_row").first).to_be_visible()
    take(page, "guide_to_approve")
    page.goto(page.url.split("/odoo")[0] + "/odoo/customer-targets")
    expect(page.locator(".o_data_row").first).to_be_visible()
    take(page, "guide_targets")
    page.goto(page.url.split("/odoo")[0] + "/odoo/care-by-salesperson")
    expect(page.locator(".o_pivot_cell_value").first).to_be_visible()
    take(page, "guide_care")


def test_post(page, login):
    login(page, "noidung", path="/odoo/content-posts")
    waiting = page.locator(".o_kanban_group", has_text="Chờ xem lại")
    waiting.locator(".o_kanban_record").first.click()
    expect(page.locator(".o_form_sheet")).to_be_visible()
    take(page, "guide_post")


def test_my_day(phone, login):
    login(phone, "sales.hanoi", path="/odoo/my-day")
    expect(phone.locator(".o_aig_day_row").first).to_be_visible()
    take(phone, "guide_my_day")


def test_dashboard(page, login):
    login(page, "giamdoc", path="/odoo/dashboards")
    page.click(".o_search_panel_category_value[data-name='Giám đốc']")
    expect(page.locator(".o-figure").first).to_be_visible()
    page.wait_for_timeout(5_000)  # charts are drawn on a canvas, which says nothing
    take(page, "guide_dashboard")
