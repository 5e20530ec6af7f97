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

/** Which each fact has, and which answers for all. */
const FACT = "aig.kpi.fact.mixin";

/** Calls at a time: fewer than a browser makes, each of about as many reads. */
const CALLS = 4;

/** Answer reads; if they fail together, each has its own answer or error. */
async function answerAll(orm, reads) {
    let answers = [];
    try {
        const asked = reads.map(({model, method, kwargs}) => [model, method, kwargs]);
        answers = await orm.call(FACT, "read_together", [asked]);
    } catch {
        for (const {model, method, kwargs, resolve, reject} of reads) {
            orm.call(model, method, [], kwargs).then(resolve, reject);
        }
        return;
    }
    reads.forEach(({resolve}, index) => resolve(answers[index]));
}

/** The reads of each call; those of the same rows stay together, they are one query. */
function callsFor(reads) {
    const calls = Array.from({length: CALLS}, () => []);
    const byRows = Object.values(
        groupBy(reads, ({model, kwargs}) => JSON.stringify([model, kwargs.domain]))
    );
    for (const asked of byRows.sort((one, other) => other.length - one.length)) {
        const [shortest] = calls.sort((one, other) => one.length - other.length);
        shortest.push(...asked);
    }
    return calls.filter(({length}) => length);
}

/** First what the first screen shows; what is scrolled to, when that has come. */
async function answerInTurn(orm, waiting, showFirst) {
    const ask = (reads) => answerAll(orm.silent, reads);
    const {true: below = [], false: shown = []} = groupBy(
        waiting,
        ({isBelow}) => isBelow
    );
    await Promise.all(callsFor(shown).map(ask));
    if (below.length) {
        callsFor(below).forEach(ask);
        // cells are worked out when nothing is awaited, unless they are told to
        browser.setTimeout(showFirst);
    }
}

/** What asks the server for a page: together what is asked at a time. */
export function pageOrm(orm, knownFields, showFirst) {
    let waiting = [];
    function flush() {
        answerInTurn(orm, waiting, showFirst);
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
            const {aig_below: isBelow = false, ...context} = kwargs.context ?? {};
            const asked = {...kwargs, context};
            return new Promise((resolve, reject) => {
                waiting.push({model, method, kwargs: asked, isBelow, resolve, reject});
            });
        },
    });
}

/** The services as a page sees them. */
function pageEnv(env, ...known) {
    const orm = pageOrm(env.services.orm, ...known);
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
        const env = pageEnv(this.env, knownFields, () =>
            model.config.custom.odooDataProvider.trigger("data-source-updated")
        );
        const loader = Object.assign(Object.create(this), {env});
        const model = super._createSpreadsheetModel.call(loader, page, ...others);
        return model;
    },
});
