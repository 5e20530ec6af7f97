import {RING, arcs, bars} from "@aig_4e_content/my_target/my_target";
import {click} from "@odoo/hoot-dom";
import {describe, expect, test} from "@odoo/hoot";
import {
    getService,
    mountWithCleanup,
    onRpc,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import {WebClient} from "@web/webclient/webclient";
import {animationFrame} from "@odoo/hoot-mock";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

describe.current.tags("desktop");
defineMailModels();

const CHANNEL = {
    id: 1,
    name: "Zalo",
    target_ids: [7],
    quantity: 40,
    done: 10,
    planned: 6,
    left: 30,
    behind: 2,
    forecast: null,
    week_quantity: 3,
    week_done: 1,
};
const WEEK = {name: "5/10", until: "11/10", is_past: false, is_now: false, lines: []};
const PAGE = {
    quarter: {
        year: 2026,
        quarter: 4,
        name: "Q4/2026",
        previous: {year: 2026, quarter: 3},
        next: {year: 2027, quarter: 1},
    },
    is_now: true,
    user_id: 5,
    monday: "2026-10-05",
    channels: [CHANNEL],
    weeks: [
        {
            ...WEEK,
            monday: "2026-10-05",
            is_now: true,
            quantity: 3,
            done: 1,
            lines: [{id: 1, name: "Zalo", quantity: 3, done: 1, why: "now"}],
        },
        {
            ...WEEK,
            monday: "2026-10-12",
            quantity: 4,
            done: 0,
            lines: [{id: 2, name: "Zalo", quantity: 4, done: 0, why: "missed before"}],
        },
    ],
    posts: [
        {
            id: 3,
            name: "Launch",
            channel: "Zalo",
            state: "draft",
            state_name: "Draft",
            is_late: true,
            deadline: "6/10",
        },
    ],
};

async function openPage(page = PAGE) {
    onRpc("aig.content.target", "get_my_page", ({kwargs}) => {
        expect.step(`page ${kwargs.year || "now"}`);
        return page;
    });
    await mountWithCleanup(WebClient);
    await getService("action").doAction({
        type: "ir.actions.client",
        tag: "aig_4e_content.my_target",
    });
    await animationFrame();
}

test("the arcs of a ring never go round twice", () => {
    expect(arcs({quantity: 4, done: 1, planned: 1})).toEqual({
        done: RING / 4,
        planned: RING / 4,
    });
    expect(arcs({quantity: 4, done: 3, planned: 9}).planned).toBe(RING / 4);
    expect(arcs({quantity: 2, done: 5, planned: 1})).toEqual({done: RING, planned: 0});
    expect(arcs({quantity: 0, done: 0, planned: 0})).toEqual({done: 0, planned: 0});
});

test("bars are relative to the fullest week", () => {
    const [first, second] = bars([
        {quantity: 2, done: 4},
        {quantity: 1, done: 0},
    ]);
    expect([first.planned, first.filled]).toEqual([50, 100]);
    expect([second.planned, second.filled]).toEqual([25, 0]);
    expect(bars([])).toEqual([]);
});

test("numbers, no forecast as a dash, and why a week has its number", async () => {
    await openPage();
    expect.verifySteps(["page now"]);
    expect("[data-channel='1']").toHaveText(/10 published\s*6 in work\s*30 to go/);
    expect("[data-channel='1']").toHaveText(/2 posts behind\s*At this pace: —/);
    expect("[name=why]").toHaveText(/now/);
    await click(".o_aig_week:eq(1)");
    await animationFrame();
    expect("[name=why]").toHaveText(/missed before/);
});

test("each number opens its posts", async () => {
    await openPage();
    patchWithCleanup(getService("action"), {
        doAction: ({res_model: model, domain, res_id: id}) =>
            expect.step(`${model} ${id || JSON.stringify(domain.at(-1))}`),
    });
    await click("[data-channel='1'] [name=done]");
    await click("[data-channel='1'] [name=planned]");
    await click("[data-channel='1'] [name=left]");
    await click("[name=posts] button");
    expect.verifySteps([
        "page now",
        'aig.content.post ["state","=","published"]',
        'aig.content.post ["state","not in",["published","cancelled"]]',
        'aig.content.target ["id","in",[7]]',
        "aig.content.post 3",
    ]);
});

test("another quarter", async () => {
    await openPage();
    await click("[aria-label='Next quarter']");
    await animationFrame();
    expect.verifySteps(["page now", "page 2027"]);
});

test("without a target the page says so", async () => {
    await openPage({...PAGE, channels: [], weeks: [], posts: []});
    expect.verifySteps(["page now"]);
    expect("[name=nothing]").toHaveText(/You have no target/);
});
