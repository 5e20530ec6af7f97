import {animationFrame, click, edit, press, queryFirst} from "@odoo/hoot-dom";
import {describe, expect, test} from "@odoo/hoot";
import {getService, mountWithCleanup, onRpc} from "@web/../tests/web_test_helpers";
import {WebClient} from "@web/webclient/webclient";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {parseNumber} from "@aig_4e_content/target_grid/target_grid";

describe.current.tags("desktop");
defineMailModels();

const GRID = {
    quarter: {
        year: 2026,
        quarter: 4,
        name: "Q4/2026",
        previous: {year: 2026, quarter: 3},
        next: {year: 2027, quarter: 1},
    },
    can_write: true,
    channels: [
        {id: 1, name: "Zalo", goal: 40},
        {id: 2, name: "Web", goal: null},
    ],
    people: [
        {id: 5, name: "An"},
        {id: 6, name: "Binh"},
    ],
    cells: {
        "5-1": {quantity: 13, topics: 0, done: 0},
        "6-1": {quantity: null, topics: 4, done: 0},
    },
    topics: [
        {id: 8, name: "Launch"},
        {id: 9, name: "Policy"},
    ],
    topic_cells: {"6-1-9": 4},
};

async function openGrid(grid = GRID) {
    onRpc("aig.content.target", "get_grid", () => grid);
    onRpc("aig.content.target", "action_write_grid", ({args}) => {
        expect.step(JSON.stringify(args.slice(2)));
        return grid;
    });
    await mountWithCleanup(WebClient);
    await getService("action").doAction({
        type: "ir.actions.client",
        tag: "aig_4e_content.target_grid",
    });
    await animationFrame();
}

const at = (row, column) => `input[data-row='${row}'][data-column='${column}']`;

function paste(text) {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    const event = new ClipboardEvent("paste", {
        clipboardData,
        bubbles: true,
        cancelable: true,
    });
    document.activeElement.dispatchEvent(event);
}

test("what is a number of posts", () => {
    expect(["12", " 0 ", "", "–"].map(parseNumber)).toEqual([12, 0, null, null]);
    expect(["a", "-1", "1.5", "1234567"].map(parseNumber)).toEqual(
        Array(4).fill(undefined)
    );
});

test("sums, and what of the goal is not assigned", async () => {
    await openGrid();
    expect("[name=gap]:eq(0)").toHaveText("23 not assigned");
    expect("[name=gap]:eq(1)").toHaveText("");
    expect("tr[data-person='6'] td:last").toHaveText("4");
    expect("tfoot td:last").toHaveText("17");
});

test("a typed number is written, and Enter goes down", async () => {
    await openGrid();
    await click(at(1, 0));
    await edit("20");
    await press("Enter");
    await animationFrame();
    expect.verifySteps(["[[[5,1,20]],[]]"]);
    expect(document.activeElement).toBe(queryFirst(at(2, 0)));
});

test("what is no number is refused and put back", async () => {
    await openGrid();
    await click(at(1, 0));
    await edit("many");
    await press("Enter");
    await animationFrame();
    expect(at(1, 0)).toHaveValue("13");
    expect(".o_notification").toHaveText(/is no number of posts/);
    expect.verifySteps([]);
});

test("a block goes over goals and persons in one call", async () => {
    await openGrid();
    await click(at(0, 0));
    paste("50\t9\n1\t\n");
    await animationFrame();
    expect.verifySteps(["[[[5,1,1],[5,2,null]],[[1,50],[2,9]]]"]);
});

test("a block that is too large or holds a word writes nothing", async () => {
    await openGrid();
    await click(at(2, 1));
    paste("1\t2\n3\t4");
    await animationFrame();
    expect(".o_notification").toHaveText(/larger than the grid/);
    await click(at(1, 0));
    paste("1\ta");
    await animationFrame();
    expect.verifySteps([]);
});

test("a person opens into topics, which are typed and pasted into", async () => {
    await openGrid();
    expect("tr[data-topic]").toHaveCount(0);
    await click("tr[data-person='6'] [name=by_topic]");
    await animationFrame();
    expect("tr[data-topic]").toHaveCount(2);
    expect("tr[data-topic='9'] td:last").toHaveText("4");
    expect("tr[data-person='6']:not([data-topic]) td:last").toHaveText("4");
    await click(at(3, 0));
    await edit("2");
    await press("Enter");
    await animationFrame();
    expect.verifySteps(["[[[6,1,2,8]],[]]"]);
    expect(document.activeElement).toBe(queryFirst(at(4, 0)));
    await click(at(2, 0));
    paste("1\t2\n3\t\n");
    await animationFrame();
    expect.verifySteps(["[[[6,1,1],[6,2,2],[6,1,3,8],[6,2,null,8]],[]]"]);
    await click("tr[data-person='6'] .fa-caret-down");
    await animationFrame();
    expect("tr[data-topic]").toHaveCount(0);
});

test("whoever may only read has no cells to type into", async () => {
    await openGrid({...GRID, can_write: false});
    expect("input").toHaveCount(0);
    expect("tr[data-person='5'] td:first").toHaveText("13");
});
