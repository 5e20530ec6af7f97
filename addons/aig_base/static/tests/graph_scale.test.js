import {
    checkYTicks,
    getGraphRenderer,
    setupChartJsForTests,
} from "@web/../tests/views/graph/graph_test_helpers";
import {defineModels, fields, models, mountView} from "@web/../tests/web_test_helpers";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {expect, test} from "@odoo/hoot";

const BILLION = 1_000_000_000;

/** A model of figures. */
function makeModel(name) {
    return class extends models.Model {
        _name = name;
        amount = fields.Float();
        number = fields.Integer();
        person = fields.Char();
        _records = [
            {person: "Lan", amount: 1.5 * BILLION, number: 1},
            {person: "Minh", amount: 500_000_000, number: 2},
        ];
    };
}
defineMailModels();
defineModels([makeModel("aig.fact"), makeModel("fact")]);
setupChartJsForTests();

function mountGraph(resModel, measure) {
    const arch = `<graph><field name="person"/><field name="${measure}" type="measure"/></graph>`;
    return mountView({type: "graph", resModel, arch});
}

test("a scale says amounts as people do", async () => {
    const view = await mountGraph("aig.fact", "amount");
    checkYTicks(view, [
        "0",
        "200 m",
        "400 m",
        "600 m",
        "800 m",
        "1 bn",
        "1.2 bn",
        "1.4 bn",
        "1.6 bn",
    ]);
});

test("a scale of counts has whole numbers", async () => {
    const view = await mountGraph("aig.fact", "number");
    checkYTicks(view, ["0", "1", "2"]);
});

test("graphs of others stay as they are", async () => {
    const view = await mountGraph("fact", "amount");
    expect(getGraphRenderer(view).formatValue(BILLION, false)).toBe("1.00G");
});
