import {Model, helpers} from "@odoo/o-spreadsheet";
import {SpreadsheetDashboardAction} from "@spreadsheet_dashboard/bundle/dashboard_action/dashboard_action";
import {_t} from "@web/core/l10n/translation";
import {download} from "@web/core/network/download";
import {freezeOdooData} from "@spreadsheet/helpers/model";
import {getFacetInfo} from "@spreadsheet/global_filters/helpers";
import {patch} from "@web/core/utils/patch";

/** The filters as the search bar names them; core's sheet has ids of records. */
export async function filterRows(env, model) {
    const rows = [[_t("Filter"), _t("Value")]];
    for (const filter of model.getters.getGlobalFilters()) {
        const value = model.getters.getGlobalFilterValue(filter.id);
        const label = model.getters.dynamicTranslate(filter.label);
        if (value) {
            const {values, operator} = await getFacetInfo(env, filter, value);
            rows.push([label, [operator, values.join(", ")].join(" ").trim()]);
        } else {
            rows.push([label, _t("All")]);
        }
    }
    return rows;
}

const {toCartesian} = helpers;

function cellsOf(rows) {
    return Object.fromEntries(
        rows.flatMap(([label, value], index) => [
            [`A${index + 1}`, asText(label)],
            [`B${index + 1}`, asText(value)],
        ])
    );
}

/** A name that begins like a formula stays a name. */
function asText(text) {
    return /^[=+]/.test(text) ? `="${text.replaceAll('"', '""')}"` : text;
}

/** The names of records in frozen cells, as texts; formulas have another value. */
function keepTexts(model, data) {
    for (const {id: sheetId, cells} of data.sheets) {
        for (const [xc, content] of Object.entries(cells)) {
            const position = {sheetId, ...toCartesian(xc)};
            if (model.getters.getEvaluatedCell(position).value === content) {
                cells[xc] = asText(content);
            }
        }
    }
}

/** Core makes pictures of charts, and leaves out those of which it knows no type. */
function namePictures(data) {
    for (const {figures} of data.sheets) {
        for (const {tag, data: picture} of figures) {
            if (tag === "image" && picture.path.startsWith("data:image/png")) {
                picture.mimetype = "image/png";
            }
        }
    }
}

/** The page's sheets have names of their description, which is English. */
function nameSheet(book, sheetId, newName) {
    const oldName = book.getters.getSheetName(sheetId);
    book.dispatch("RENAME_SHEET", {sheetId, oldName, newName});
}

patch(SpreadsheetDashboardAction.prototype, {
    /** The tables and numbers as they are on the screen, and the filters they have. */
    async aigDownload() {
        const dashboard = this.loader.getActiveDashboard();
        const data = await freezeOdooData(dashboard.model);
        keepTexts(dashboard.model, {sheets: data.sheets.slice(0, -1)});
        namePictures(data);
        const rows = await filterRows(this.env, dashboard.model);
        Object.assign(data.sheets.at(-1), {
            name: _t("Filters"),
            cells: cellsOf(rows),
            formats: {},
            rowNumber: rows.length,
        });
        data.globalFilters = [];
        const book = new Model(data, {mode: "normal"});
        const [page, figures] = book.getters.getSheetIds();
        nameSheet(book, page, dashboard.data.name);
        nameSheet(book, figures, _t("Figures"));
        const {files} = book.exportXLSX();
        await download({
            url: "/aig/dashboard/xlsx",
            data: {
                name: dashboard.data.name,
                files: new Blob([JSON.stringify(files)], {type: "application/json"}),
            },
        });
    },
});
