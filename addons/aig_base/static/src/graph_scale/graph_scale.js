import {GraphRenderer} from "@web/views/graph/graph_renderer";
import {compactMoney} from "../numbers/compact_money";
import {formatInteger} from "@web/views/fields/formatters";
import {patch} from "@web/core/utils/patch";

const MILLION = 1_000_000;

// Of our models, a scale says numbers as people do: core writes 3.00G and 500.00M, and
// counts a fifth of a call.
patch(GraphRenderer.prototype, {
    get isOfAig() {
        return this.model.metaData.resModel.startsWith("aig.");
    },

    getScaleOptions() {
        const scales = super.getScaleOptions();
        const {measure, measures} = this.model.metaData;
        if (scales.y && this.isOfAig && measures[measure].type === "integer") {
            scales.y.ticks.precision = 0;
        }
        return scales;
    },

    formatValue(value, allIntegers, formatType) {
        if (formatType || !this.isOfAig) {
            return super.formatValue(value, allIntegers, formatType);
        }
        if (Math.abs(value) >= MILLION) {
            return compactMoney(value);
        }
        return Number.isInteger(value)
            ? formatInteger(value)
            : super.formatValue(value, allIntegers, formatType);
    },
});
