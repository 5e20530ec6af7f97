import {describe, expect, test} from "@odoo/hoot";
import {ORM} from "@web/core/orm_service";
import {pageOrm} from "@aig_kpi_dashboard/dashboard/read_together";
import {Deferred, runAllTimers} from "@odoo/hoot-mock";

describe.current.tags("desktop");

const CARE = "aig.kpi.care";
const DEAL = "aig.kpi.deal";
const TOGETHER = "aig.kpi.fact.mixin read_together";

/** What a page asks with; each call that reaches the server is a step. */
function makePageOrm(answer, knownFields = {}) {
    const orm = new ORM();
    orm.rpc = async (_url, {model, method, args}) => {
        expect.step(`${model} ${method}`);
        return answer(method, args);
    };
    return pageOrm(orm, knownFields, () => expect.step("shown"));
}

function total(orm, model, measure, domain = [], context = {}) {
    const silent = orm.silent;
    return silent.formattedReadGroupingSets(model, domain, [[]], [measure], {context});
}

function list(orm, model) {
    return orm.silent.webSearchRead(model, [], {specification: {}});
}

/** A server that tells each read what it asked. */
function echo(method, [reads]) {
    return reads.map(([model, name, {aggregates, context}]) =>
        name === "web_search_read"
            ? {records: []}
            : [[{asked: [model, aggregates[0], Object.keys(context)]}]]
    );
}

test("reads are one call for each rows, each with its own answer", async () => {
    const orm = makePageOrm(echo);
    const asked = [
        total(orm, CARE, "number:sum"),
        list(orm, CARE),
        total(orm, DEAL, "won_count:sum"),
        total(orm, CARE, "call_count:sum"),
    ];
    await runAllTimers();
    const [number, rows, won, calls] = await Promise.all(asked);
    expect(number[0][0].asked).toEqual([CARE, "number:sum", []]);
    expect(rows.records).toEqual([]);
    expect(won[0][0].asked).toEqual([DEAL, "won_count:sum", []]);
    expect(calls[0][0].asked).toEqual([CARE, "call_count:sum", []]);
    expect.verifySteps([TOGETHER, TOGETHER]);

    // what is asked later, by another filter, is another call
    const later = total(orm, CARE, "number:sum");
    await runAllTimers();
    await later;
    expect.verifySteps([TOGETHER]);
});

test("whatever a page shows is a few calls", async () => {
    const orm = makePageOrm(echo);
    const asked = Array.from({length: 30}, (_none, day) =>
        total(orm, CARE, `figure_${day}:sum`, [["date", "=", `day ${day}`]])
    );
    await runAllTimers();
    const found = await Promise.all(asked);
    found.forEach(([[group]], day) => expect(group.asked[1]).toBe(`figure_${day}:sum`));
    expect.verifySteps(Array(4).fill(TOGETHER));
});

test("the first screen is shown before what is below it is asked for", async () => {
    const first = new Deferred();
    const orm = makePageOrm(async (method, args) => {
        const answers = echo(method, args);
        await (answers[0][0][0].asked[1] === "shown:sum" && first);
        return answers;
    });
    const below = total(orm, CARE, "below:sum", [], {aig_below: true});
    const shown = total(orm, DEAL, "shown:sum");
    await runAllTimers();
    expect.verifySteps([TOGETHER]);
    first.resolve();
    await shown;
    const [[group]] = await below;
    await runAllTimers();
    // where it stands is nothing to the server
    expect(group.asked).toEqual([CARE, "below:sum", []]);
    expect.verifySteps([TOGETHER, "shown"]);
});

test("one that fails keeps the others alive", async () => {
    const orm = makePageOrm((method) => {
        if (method === "web_search_read") {
            return {records: []};
        }
        throw new Error(`No ${method}`);
    });
    const asked = [list(orm, CARE), total(orm, CARE, "number:sum")];
    const settled = Promise.allSettled(asked);
    await runAllTimers();
    const [rows, sum] = await settled;
    expect(rows.value.records).toEqual([]);
    expect(sum.reason.message).toBe("No formatted_read_grouping_sets");
    expect.verifySteps([
        TOGETHER,
        `${CARE} web_search_read`,
        `${CARE} formatted_read_grouping_sets`,
    ]);
});

test("fields that came with the page are not asked for", async () => {
    const knownFields = {[CARE]: {number: {string: "Number"}}};
    const orm = makePageOrm(() => ({name: {string: "Name"}}), knownFields);
    const cached = orm.cache({type: "disk"});
    const care = await cached.call(CARE, "fields_get", [undefined, undefined]);
    expect(care.number.string).toBe("Number");
    care.number.string = "Changed by a view";
    const again = await cached.call(CARE, "fields_get", [undefined, undefined]);
    expect(again.number.string).toBe("Number");
    const users = await cached.call("res.users", "fields_get");
    expect(users.name.string).toBe("Name");
    expect.verifySteps(["res.users fields_get"]);
});

test("records of other models are asked for as ever", async () => {
    const orm = makePageOrm(() => ({records: [{id: 1}]}));
    const {records} = await list(orm, "aig.content.post");
    expect(records).toEqual([{id: 1}]);
    expect.verifySteps(["aig.content.post web_search_read"]);
});
