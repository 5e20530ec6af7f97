import {animationFrame, click, drag, press, queryAllAttributes} from "@odoo/hoot-dom";
import {
    contains,
    defineModels,
    fields,
    mockService,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {beforeEach, describe, expect, test} from "@odoo/hoot";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

describe.current.tags("desktop");

class Position extends models.Model {
    _name = "aig.position";

    code = fields.Char();

    _records = [
        {id: 1, code: "HN-1"},
        {id: 2, code: "HN-2"},
        {id: 3, code: "SG-1"},
    ];
    _views = {aig_map: "<aig_map/>", search: "<search/>"};
}

defineMailModels();
defineModels([Position]);

const POINTS = [
    [1, "HN-1", 21.03, 105.85, "free"],
    [2, "HN-2", 21.03, 105.85, "taken"],
    [3, "SG-1", 10.78, 106.7, "held"],
];

beforeEach(() => {
    onRpc("has_group", () => true);
    onRpc("aig.position", "get_map", ({kwargs}) => {
        expect.step(`get_map ${kwargs.first} ${kwargs.last}`);
        return {
            points: POINTS,
            missing: 4,
            first: kwargs.first || "2026-12-01",
            last: kwargs.last || "2026-12-31",
        };
    });
    onRpc("aig.position", "web_read", ({args: [[id]], kwargs}) => {
        expect.step(`card ${id} ${kwargs.context.aig_free_from}`);
        return [
            {
                id,
                display_name: `[${POINTS[id - 1][1]}]`,
                address: "1 Main Street",
                kind_id: {id: 1, display_name: "Billboard"},
                currency_id: false,
                daily_rate: 0,
                free_slots: 1,
                slot_count: 1,
                map_url: "https://maps.example",
                write_date: "2026-12-01 00:00:00",
            },
        ];
    });
});

const open = () => mountView({type: "aig_map", resModel: "aig.position"});
const marks = () => queryAllAttributes(".o_aig_map_mark", "aria-label");

test("marks, legend, and positions without coordinates", async () => {
    mockService("action", {
        doAction(action) {
            expect.step(action.name);
        },
    });
    onRpc("action_open_nowhere", () => ({name: "nowhere"}));
    await open();
    await animationFrame();
    expect.verifySteps(["get_map null null"]);
    expect(marks()).toEqual(["2 positions: Wholly free 1, Taken 1", "SG-1, Held"]);
    expect("button[name=held] b").toHaveText("1");
    expect("button[name=missing]").toHaveText("4 without coordinates");
    await contains("button[name=taken]").click();
    expect("button[name=taken]").toHaveAttribute("aria-pressed", "false");
    expect(marks()).toEqual(["HN-1, Wholly free", "SG-1, Held"]);
    await contains("button[name=missing]").click();
    expect.verifySteps(["nowhere"]);
});

test("a tap opens the card, for the days asked; two of one spot are named", async () => {
    mockService("action", {
        doAction(action) {
            expect.step(action.name);
        },
    });
    onRpc("action_book_here", ({args, kwargs}) => ({
        name: `hold ${args[0]} ${kwargs.context.aig_free_to}`,
    }));
    await open();
    await animationFrame();
    await contains(".o_aig_map_point").click();
    expect.verifySteps(["get_map null null", "card 3 2026-12-01"]);
    expect(".o_aig_map_card").toHaveText(/SG-1[^]*—[^]*Held[^]*Free: 1 \/ 1/);
    await contains("button[name=hold]").click();
    expect.verifySteps(["hold 3 2026-12-31"]);
    await contains(".o_aig_map_cluster").click();
    expect(".o_aig_map_card .list-group-item").toHaveCount(2);
    await contains(".o_aig_map_card .list-group-item:last").click();
    expect.verifySteps(["card 2 2026-12-01"]);
    await contains(".o_aig_map_card .btn-close").click();
    expect(".o_aig_map_card").toHaveCount(0);
});

test("keys, wheel and buttons move the map; a drag is no tap", async () => {
    await open();
    await animationFrame();
    expect.verifySteps(["get_map null null"]);
    const place = () => queryAllAttributes(".o_aig_map_point", "style")[0];
    const first = place();
    await contains(".o_aig_map_surface").focus();
    await press("ArrowRight");
    await animationFrame();
    const moved = place();
    expect(moved).not.toBe(first);
    await press("0");
    await animationFrame();
    expect(place()).toBe(first);
    await click("button[name=zoom_in]");
    await animationFrame();
    expect(place()).not.toBe(first);
    await click("button[name=fit_all]");
    await animationFrame();
    expect(place()).toBe(first);
    const {drop, moveTo} = await drag(".o_aig_map_point");
    await moveTo(".o_aig_map_surface", {position: {x: 40, y: 40}, relative: true});
    await drop();
    await animationFrame();
    expect(place()).not.toBe(first);
    expect(".o_aig_map_card").toHaveCount(0);
    expect.verifySteps([]);
});
