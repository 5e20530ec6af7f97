"""Managers get their page by mail: turned on in the settings, read on a phone."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect
from steps import fits, mails_to, run_job


@pytest.fixture
def wanted(server):
    """What a test turns on is off afterwards."""
    admin = server.client()
    [company] = admin.call("res.company", "search", [], limit=1)
    yield
    admin.call("res.company", "write", [company], {"aig_kpi_mail": False})


def test_the_page_by_mail(page, phone, login, smtp, server, wanted):
    """Cài đặt -> Kinh doanh AIG -> Gửi trang của quản lý qua email -> Lưu.

    The next run of its timer mails each manager the own page, whose figures fit a
    phone; the workbook beside it has both periods.
    """
    login(page, "admin", path="/odoo/settings")
    page.locator(".settings_tab [data-key=aig_territory]").click()
    page.locator(".o_setting_box [name=aig_kpi_mail] input").check()
    with page.expect_response("**/res.config.settings/execute"):
        page.locator(".o_form_button_save").first.click()

    run_job(server, "aig_kpi_dashboard.ir_cron_aig_kpi_mail")
    run_job(server, "mail.ir_cron_mail_scheduler_action")
    [manager] = server.client().call(
        "res.users", "search_read", [["login", "=", "quanly.bac"]], ["email"]
    )
    [mail] = mails_to(smtp, manager["email"])
    assert mail["Subject"].startswith("Địa bàn của bạn từ")
    # as the mail clients of phones do it
    wide = '<meta name="viewport" content="width=device-width">'
    phone.set_content(wide + mail.get_body(("html",)).get_content())
    expect(phone.locator("body")).to_contain_text("Phạm Hồng Thái")
    expect(phone.locator("body")).not_to_contain_text("Võ Văn Tần")
    assert fits(phone)
    [sheet] = mail.iter_attachments()
    book = load_workbook(BytesIO(sheet.get_content()))
    assert book.sheetnames == ["Tuần trước", "Quý này"]
    assert book["Quý này"]["A2"].value == "Kỳ"
    assert "Miền Bắc" in book["Quý này"]["B3"].value
