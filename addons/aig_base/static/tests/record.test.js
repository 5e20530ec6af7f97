import {
    contains,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {expect, test} from "@odoo/hoot";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

class Note extends models.Model {
    _name = "note";
    text = fields.Char({onChange: () => {}});
    _records = [{id: 1, text: "old"}];
}
defineMailModels();
defineModels([Note]);

const form = {
    type: "form",
    resModel: "note",
    resId: 1,
    arch: `<form><field name="text"/></form>`,
};

test("what was typed outlasts a lost connection", async () => {
    expect.errors(1);
    const gone = () => {
        throw new TypeError("Failed to fetch");
    };
    onRpc("/web/dataset/call_kw/note/onchange", gone, {pure: true});
    await mountView(form);
    await contains("[name=text] input").edit("new");
    expect("[name=text] input").toHaveValue("new");
    expect.verifyErrors([/Connection to/]);
});

test("what the server refuses is taken back", async () => {
    expect.errors(1);
    onRpc("onchange", () => {
        throw new Error("no");
    });
    await mountView(form);
    await contains("[name=text] input").edit("new");
    expect("[name=text] input").toHaveValue("old");
    expect.verifyErrors(["no"]);
});
