import {PivotRenderer} from "@web/views/pivot/pivot_renderer";
import {_t} from "@web/core/l10n/translation";
import {patch} from "@web/core/utils/patch";

/** The facets of the search bar, one line each. */
function filterLines(searchModel) {
    return searchModel.facets
        .filter((facet) => facet.type !== "groupBy")
        .map((facet) => {
            const values = facet.values.join(` ${facet.separator || ","} `);
            return facet.title ? `${facet.title}: ${values}` : values;
        });
}

/** Core writes titles as they are: one that begins with = would be a formula. */
function asTitle(title) {
    return typeof title === "string" && /^\s*=/.test(title) ? `'${title}` : title;
}

/** A table of a pivot with the filters below it, and names that stay names. */
export function withFilters(table, searchModel) {
    const lines = filterLines(searchModel);
    const below = ["", `${_t("Filters")}:`, ...(lines.length ? lines : [_t("None")])];
    const named = (entry) => ({...entry, title: asTitle(entry.title)});
    return {
        ...table,
        col_group_headers: table.col_group_headers.map((row) => row.map(named)),
        rows: [
            ...table.rows.map(named),
            ...below.map((title) => ({title, indent: 0, values: []})),
        ],
    };
}

// Core's own download, of our models: with the filters named on the sheet.
patch(PivotRenderer.prototype, {
    onDownloadButtonClicked() {
        const {model} = this;
        if (!model.metaData.resModel.startsWith("aig.")) {
            return super.onDownloadButtonClicked();
        }
        const exportData = model.exportData.bind(model);
        model.exportData = () => withFilters(exportData(), this.env.searchModel);
        try {
            return super.onDownloadButtonClicked();
        } finally {
            delete model.exportData;
        }
    },
});
