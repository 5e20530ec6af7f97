import {DashboardLoader} from "@spreadsheet_dashboard/bundle/dashboard_action/dashboard_loader_service";
import {browser} from "@web/core/browser/browser";
import {fieldService} from "@web/core/field_service";
import {patch} from "@web/core/utils/patch";

const READS = new Set([
    "formatted_read_group",
    "formatted_read_grouping_sets",
    "web_search_read",
]);

/** Answer reads that wait; if they fail together, each has its own answer or error. */
async function answerAll(orm, model, reads) {
    let answers = [];
    try {
        const asked = reads.map(({method, kwargs}) => [method, kwargs]);
        answers = await orm.call(model, "read_together", [asked]);
    } catch {
        for (const {method, kwargs, resolve, reject} of reads) {
            orm.call(model, method, [], kwargs).then(resolve, reject);
        }
        return;
    }
    reads.forEach(({resolve}, index) => resolve(answers[index]));
}

/** What asks the server for a page: once for all reads of a fact that come at a time. */
export function pageOrm(orm, knownFields) {
    const waiting = new Map();
    function flush() {
        for (const [model, reads] of waiting) {
            answerAll(orm.silent, model, reads);
        }
        waiting.clear();
    }
    return Object.assign(Object.create(orm), {
        call(model, method, args = [], kwargs = {}) {
            if (method === "fields_get" && model in knownFields) {
                return Promise.resolve(structuredClone(knownFields[model]));
            }
            if (!model.startsWith("aig.kpi.") || !READS.has(method) || args.length) {
                return orm.call.call(this, model, method, args, kwargs);
            }
            if (!waiting.size) {
                browser.setTimeout(flush);
            }
            if (!waiting.has(model)) {
                waiting.set(model, []);
            }
            return new Promise((resolve, reject) => {
                waiting.get(model).push({method, kwargs, resolve, reject});
            });
        },
    });
}

/** The services as a page sees them. */
function pageEnv(env, knownFields) {
    const orm = pageOrm(env.services.orm, knownFields);
    const field = fieldService.start(env, {orm});
    const services = Object.assign(Object.create(env.services), {orm, field});
    return Object.assign(Object.create(env), {services});
}

patch(DashboardLoader.prototype, {
    _createSpreadsheetModel(snapshot, ...others) {
        const {aig_fields: knownFields, ...page} = snapshot;
        if (!knownFields) {
            return super._createSpreadsheetModel(snapshot, ...others);
        }
        const env = pageEnv(this.env, knownFields);
        const loader = Object.assign(Object.create(this), {env});
        return super._createSpreadsheetModel.call(loader, page, ...others);
    },
});
