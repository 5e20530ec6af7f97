import {astToFormula, components, registries} from "@odoo/o-spreadsheet";
import {SEE_RECORD_LIST, SEE_RECORD_LIST_VISIBLE} from "@spreadsheet/list/list_actions";
import {
    SEE_RECORDS_PIVOT,
    SEE_RECORDS_PIVOT_VISIBLE,
} from "@spreadsheet/pivot/pivot_actions";
import {_t} from "@web/core/l10n/translation";
import {getFirstListFunction} from "@spreadsheet/list/list_helpers";
import {patch} from "@web/core/utils/patch";

const {clickableCellRegistry} = registries;
/** From a share to the figure that it is a share of, on the sheet of data. */
const TO_PART = 2;

/** Whether the rows of a model are parts of records that it can open. */
function isFact(model) {
    return model.startsWith("aig.kpi.");
}

/** Open the records that a figure counts, as the pivots of the facts do. */
async function openRecords(env, model, domain, measure, newWindow) {
    const args = [domain, measure];
    const action = await env.services.orm.call(model, "open_records", args);
    return env.services.action.doAction(action, {newWindow});
}

async function openCell(position, env, newWindow) {
    const {getters} = env.model;
    const origin = getters.getEvaluatedCell(position).origin ?? position;
    const pivotId = getters.getPivotIdFromPosition(origin);
    const {model, measures} = getters.getPivotCoreDefinition(pivotId);
    if (!isFact(model)) {
        return SEE_RECORDS_PIVOT(position, env, newWindow);
    }
    const pivot = getters.getPivot(pivotId);
    await pivot.load();
    const cell = getters.getPivotCellFromPosition(position);
    const domain = pivot.getPivotCellDomain(cell.domain);
    const measure = measures.find(({id}) => id === cell.measure);
    const name = measure?.fieldName ?? "__count";
    return openRecords(env, model, domain, name, newWindow);
}

/** A row of a fact stands for a record: that is opened, not the row. */
async function openRow(position, env, newWindow) {
    const {getters} = env.model;
    const listId = getters.getListIdFromPosition(position);
    const {model} = getters.getListDefinition(listId);
    if (!isFact(model)) {
        return SEE_RECORD_LIST(position, env, newWindow);
    }
    const {compiledFormula} = getters.getCorrespondingFormulaCell(position);
    const place = astToFormula(getFirstListFunction(compiledFormula.tokens).args[1]);
    const rows = await getters.getAsyncListDataSource(listId);
    const index = getters.evaluateFormula(position.sheetId, place) - 1;
    const id = rows.getIdFromPosition(index);
    if (id) {
        const action = await env.services.orm.call(model, "action_open_records", [
            [id],
        ]);
        await env.services.action.doAction(action, {newWindow});
    }
}

clickableCellRegistry.replace("pivot", {
    condition: SEE_RECORDS_PIVOT_VISIBLE,
    execute: openCell,
    title: _t("See records"),
    sequence: 3,
});

clickableCellRegistry.replace("list", {
    condition: SEE_RECORD_LIST_VISIBLE,
    execute: openRow,
    title: _t("See records"),
    sequence: 10,
});

// A touch on a number opens what it counts, with the dashboard's filters; core opens
// a menu, without them.
patch(components.ScorecardChart.prototype, {
    get hasOdooMenu() {
        return Boolean(this.aigPosition()) || super.hasOdooMenu;
    },
    async onClick() {
        const position = this.env.isDashboard() && this.aigPosition();
        return position ? openCell(position, this.env) : super.onClick();
    },
    /** The cell of the number, or of the part where the number is a share. */
    aigPosition() {
        const {getters} = this.env.model;
        const {keyValue} = getters.getChartDefinition(this.props.chartId);
        if (!keyValue) {
            return undefined;
        }
        const range = getters.getRangeFromSheetXC(getters.getActiveSheetId(), keyValue);
        const {left: col, top: row} = range.zone;
        return [col, col + TO_PART]
            .map((each) => ({sheetId: range.sheetId, col: each, row}))
            .find((position) => SEE_RECORDS_PIVOT_VISIBLE(position, getters));
    },
});

/** What a touch on a bar, a point or a piece of a chart does. */
export function openBar(env, chartId) {
    return (event, items) => {
        const {getters} = env.model;
        const {metaData} = getters.getChartDefinition(chartId);
        const {datasets} = getters.getChartDataSource(chartId).getData();
        if (event.type !== "click" || !items.length) {
            return;
        }
        event.native.preventDefault();
        const domain = datasets[items[0].datasetIndex]?.domains[items[0].index];
        if (domain) {
            openRecords(env, metaData.resModel, domain, metaData.measure, false);
        }
    };
}
