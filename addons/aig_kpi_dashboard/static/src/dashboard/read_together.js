import {DashboardLoader} from "@spreadsheet_dashboard/bundle/dashboard_action/dashboard_loader_service";
import {browser} from "@web/core/browser/browser";
import {fieldService} from "@web/core/field_service";
import {groupBy} from "@web/core/utils/arrays";
import {patch} from "@web/core/utils/patch";

const READS = new Set([
    "formatted_read_group",
    "formatted_read_grouping_sets",
    "web_search_read",
]);

/** A page asks for its list, for itself, and for little else: at most 17 calls. */
const MOST_CALLS = 12;

/** Answer reads of a fact; if they fail together, each has its own answer or error. */
async function answerAll(orm, reads) {
    const [{model}] = reads;
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

/** Reads by what they have in common. */
function split(reads, keyOf) {
    return Object.values(groupBy(reads, keyOf));
}

/** Few calls that the server answers at a time: by rows, or where those are many, by fact. */
function callsFor(reads) {
    const byRows = split(reads, ({model, kwargs}) =>
        JSON.stringify([model, kwargs.domain])
    );
    return byRows.length > MOST_CALLS ? split(reads, ({model}) => model) : byRows;
}

/** What asks the server for a page: together what is asked at a time. */
export function pageOrm(orm, knownFields) {
    let waiting = [];
    function flush() {
        for (const reads of callsFor(waiting)) {
            answerAll(orm.silent, reads);
        }
        waiting = [];
    }
    return Object.assign(Object.create(orm), {
        call(model, method, args = [], kwargs = {}) {
            if (method === "fields_get" && model in knownFields) {
                return Promise.resolve(structuredClone(knownFields[model]));
            }
            if (!model.startsWith("aig.kpi.") || !READS.has(method) || args.length) {
                return orm.call.call(this, model, method, args, kwargs);
            }
            if (!waiting.length) {
                browser.setTimeout(flush);
            }
            return new Promise((resolve, reject) => {
                waiting.push({model, method, kwargs, resolve, reject});
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
