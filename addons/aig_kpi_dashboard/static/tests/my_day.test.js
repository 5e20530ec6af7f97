import {MyDay, widths} from "@aig_kpi_dashboard/my_day/my_day";
import {describe, expect, test} from "@odoo/hoot";
import {
    getService,
    mountWithCleanup,
    onRpc,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import {ConnectionLostError} from "@web/core/network/rpc";
import {user} from "@web/core/user";
import {WebClient} from "@web/webclient/webclient";
import {animationFrame} from "@odoo/hoot-mock";
import {click} from "@odoo/hoot-dom";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

describe.current.tags("desktop");
defineMailModels();

function makeRow(id, values = {}) {
    return {
        key: `res.partner-${id}`,
        title: `Customer ${id}`,
        reasons: ["Call back"],
        when: "Today",
        tone: "today",
        model: "res.partner",
        id,
        buttons: [
            {
                model: "res.partner",
                id,
                method: "action_answer",
                label: "Answer",
                icon: "fa-reply",
                phone: "",
            },
        ],
        ...values,
    };
}

const FIGURE = {
    title: "Sales of Q4/2026",
    is_money: true,
    goal: 920000000,
    done: 80000000,
    expected: 100000000,
    gap: 20000000,
    is_behind: true,
    action: {model: "aig.sales.plan", id: 4, method: "action_open_actual"},
};
const DAY = {
    day: "Monday, 05/10/2026",
    shown: 5,
    most: 40,
    is_partial: false,
    saved: {hours: "1.5", month: "10/2026", rule: "Times done x 20 seconds."},
    sections: [
        {
            key: "contact",
            title: "Contact today",
            empty: "",
            figures: [],
            rows: [1, 2, 3, 4, 5, 6, 7].map((id) => makeRow(id)),
        },
        {
            key: "reply",
            title: "Waiting for my reply",
            empty: "Every customer is answered.",
            figures: [],
            rows: [],
        },
        {key: "pace", title: "My pace", empty: "", figures: [FIGURE], rows: []},
    ],
};

async function openDay(answer = () => DAY) {
    onRpc("aig.my.day", "get_day", () => {
        expect.step("day");
        return answer();
    });
    await mountWithCleanup(WebClient);
    await getService("action").doAction({
        type: "ir.actions.client",
        tag: "aig_kpi_dashboard.my_day",
    });
    await animationFrame();
}

test("the bar never goes beyond its ends", () => {
    expect(widths({goal: 4, done: 1, expected: 2})).toEqual({done: 25, expected: 50});
    expect(widths({goal: 4, done: 9, expected: -1})).toEqual({done: 100, expected: 0});
    expect(widths({goal: 0, done: 1, expected: 0})).toEqual({done: 0, expected: 0});
});

test("five rows, then all of them", async () => {
    await openDay();
    expect.verifySteps(["day"]);
    expect("[name=contact] .o_aig_day_row").toHaveCount(5);
    expect("[name=contact] [name=count]").toHaveText("7");
    expect("[name=contact] [name=more]").toHaveText("2 more");
    await click("[name=contact] [name=more]");
    await animationFrame();
    expect("[name=contact] .o_aig_day_row").toHaveCount(7);
    expect("[name=contact] [name=more]").toHaveCount(0);
});

test("an empty list says so, the pace in short words", async () => {
    await openDay();
    expect("[name=reply] [name=empty]").toHaveText("Every customer is answered.");
    expect("[name=pace] [name=empty]").toHaveCount(0);
    expect("[name=pace] [name=figure]").toHaveText(/80 m\s*\/ 920 m/);
    expect("[name=pace] [name=gap]").toHaveText("Behind by 20 m");
    expect("[name=saved]").toHaveText(/10\/2026: 1.5\s*Times done x 20 seconds./);
    expect.verifySteps(["day"]);
});

test("a button acts, and the lists are asked anew when it is done", async () => {
    await openDay();
    patchWithCleanup(getService("action"), {
        doActionButton({name, resModel, resId, context, onClose}) {
            expect.step(`${name} ${resModel} ${resId}`);
            expect(context.lang).toBe(user.context.lang);
            onClose({noReload: true});
            onClose();
        },
        doAction: ({res_model: model, res_id: id}) => expect.step(`${model} ${id}`),
    });
    await click("[data-key='res.partner-2'] [name=action_answer]");
    await animationFrame();
    await click("[data-key='res.partner-2'] [name=open]");
    await click("[name=figure]");
    await animationFrame();
    expect.verifySteps([
        "day",
        "action_answer res.partner 2",
        "day",
        "res.partner 2",
        "action_open_actual aig.sales.plan 4",
        "day",
    ]);
});

test("a call is a link that dials, and asks for its result", async () => {
    const call = {
        model: "res.partner",
        id: 1,
        method: "action_aig_contact",
        label: "Call",
        icon: "fa-phone",
        phone: "0243",
    };
    const section = {...DAY.sections[0], rows: [makeRow(1, {buttons: [call]})]};
    await openDay(() => ({...DAY, sections: [section]}));
    expect("a[name=action_aig_contact]").toHaveAttribute("href", "tel:0243");
    expect.verifySteps(["day"]);
});

test("without a connection the lists stay, and one tries again", async () => {
    let isLost = false;
    patchWithCleanup(MyDay.prototype, {
        setup() {
            super.setup();
            const {silent} = this.orm;
            this.orm = {
                silent: {
                    call: (...args) =>
                        isLost
                            ? Promise.reject(new ConnectionLostError("/"))
                            : silent.call(...args),
                },
            };
        },
    });
    await openDay();
    isLost = true;
    await click("[name=reload]");
    await animationFrame();
    expect("[name=lost]").toHaveText(/There is no connection/);
    expect("[name=contact] .o_aig_day_row").toHaveCount(5);
    isLost = false;
    await click("[name=retry]");
    await animationFrame();
    expect("[name=lost]").toHaveCount(0);
    expect.verifySteps(["day", "day"]);
});

test("what could not be read is told", async () => {
    await openDay(() => ({...DAY, is_partial: true, saved: null}));
    expect("[name=partial]").toHaveCount(1);
    expect("[name=saved]").toHaveCount(0);
    expect.verifySteps(["day"]);
});

test("without a role the page says so", async () => {
    await openDay(() => ({...DAY, sections: [], saved: null}));
    expect("[name=nothing]").toHaveCount(1);
    expect.verifySteps(["day"]);
});
