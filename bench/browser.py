"""A browser on a server of its own, for what people see."""

import sys
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def page_of(database, login, password, path, **options):
    """Give a page of Chromium at ``path``, logged in as a user of ``database``.

    :param options: of the browser, e.g. ``viewport``
    """
    from playwright.sync_api import sync_playwright

    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))
    from aig_dev import odoo, paths, serving, system

    log, port = paths.log_file(f"bench-{database}"), serving.free_port()
    with (
        serving.odoo_server(odoo.from_process(), database, port, log) as url,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=system.browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_context(**options).new_page()
        page.set_default_timeout(120_000)
        page.goto(f"{url}/web/login?redirect={path}")
        page.fill("input[name=login]", login)
        page.fill("input[name=password]", password)
        page.click("form.oe_login_form button[type=submit]")
        page.wait_for_selector(".o_web_client .o_main_navbar")
        yield page
        browser.close()
