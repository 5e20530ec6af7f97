import {describe, expect, test} from "@odoo/hoot";
import {ORM} from "@web/core/orm_service";
import {pageOrm} from "@aig_kpi_dashboard/dashboard/read_together";
import {runAllTimers} from "@odoo/hoot-mock";

describe.current.tags("desktop");

const CARE = "aig.kpi.care";

/** What a page asks with; each call that reaches the server is a step. */
function makePageOrm(answer, knownFields = {}) {
    const orm = new ORM();
    orm.rpc = async (_url, {model, method, args}) => {
        expect.step(`${model} ${method}`);
        return answer(method, args);
    };
    return pageOrm(orm, knownFields);
}

function total(orm, model, measure, domain = []) {
    return orm.silent.formattedReadGroupingSets(model, domain, [[]], [measure]);
}

function list(orm, model) {
    return orm.silent.webSearchRead(model, [], {specification: {}});
}

/** A server that tells each read what it asked. */
function echo(method, [reads]) {
    const told = reads.map(([name, {aggregates}]) => [name, aggregates]);
    return told.map(([name, asked]) =>
        name === "web_search_read" ? {records: []} : [[{asked: asked[0]}]]
    );
}

test("reads of one fact are one call, each with its own answer", async () => {
    const orm = makePageOrm(echo);
    const asked = [
        total(orm, CARE, "number:sum"),
        list(orm, CARE),
        total(orm, "aig.kpi.deal", "won_count:sum"),
        total(orm, CARE, "call_count:sum"),
    ];
    await runAllTimers();
    const [number, rows, won, calls] = await Promise.all(asked);
    expect(number[0][0].asked).toBe("number:sum");
    expect(rows.records).toEqual([]);
    expect(won[0][0].asked).toBe("won_count:sum");
    expect(calls[0][0].asked).toBe("call_count:sum");
    expect.verifySteps([`${CARE} read_together`, "aig.kpi.deal read_together"]);

    // what is asked later, by another filter, is another call
    const later = total(orm, CARE, "number:sum");
    await runAllTimers();
    await later;
    expect.verifySteps([`${CARE} read_together`]);
});

test("rows are read at a time, facts when there are many", async () => {
    const orm = makePageOrm(echo);
    const ask = (count) =>
        Array.from({length: count}, (_none, day) =>
            total(orm, CARE, "number:sum", [["date", "=", `2026-10-${10 + day}`]])
        );
    for (const [count, calls] of [
        [12, 12],
        [13, 1],
    ]) {
        const asked = ask(count);
        await runAllTimers();
        for (const [[group]] of await Promise.all(asked)) {
            expect(group.asked).toBe("number:sum");
        }
        expect.verifySteps(Array(calls).fill(`${CARE} read_together`));
    }
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
        `${CARE} read_together`,
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
