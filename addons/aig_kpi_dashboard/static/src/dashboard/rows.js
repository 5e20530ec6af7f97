import {helpers, registries} from "@odoo/o-spreadsheet";
import {_t} from "@web/core/l10n/translation";

const {arg} = helpers;
const {functionRegistry} = registries;
const NO_ROWS = {value: "—"};

functionRegistry.add("AIG.SHOWN", {
    description: _t("A text; a dash where there is none."),
    args: [arg("value (any)", _t("The text."))],
    compute(shown) {
        return shown?.value ? shown : NO_ROWS;
    },
    returns: ["ANY"],
    hidden: true,
});

// Of no rows core shows their total, which is empty, too.
const pivot = functionRegistry.get("PIVOT");
functionRegistry.replace("PIVOT", {
    ...pivot,
    compute(...args) {
        const cells = pivot.compute.apply(this, args);
        const isEmpty =
            Array.isArray(cells) &&
            cells[0].length === 1 &&
            cells.length > 1 &&
            cells.slice(1).every(([cell]) => !cell.value && cell.value !== 0);
        return isEmpty ? [[NO_ROWS]] : cells;
    },
});
