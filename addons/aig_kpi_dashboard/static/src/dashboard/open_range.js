import {OdooChartFeaturePlugin} from "@spreadsheet/chart/plugins/odoo_chart_feature_plugin";
import {patch} from "@web/core/utils/patch";
import {serializeDate} from "@web/core/l10n/dates";

const {DateTime} = luxon;

/** A period as charts need it: one that nobody ended ends today. */
export function ended(period) {
    return period?.type === "range" && !period.to
        ? {...period, to: serializeDate(DateTime.local())}
        : period;
}

// Core's charts count the days of a period, and fail on one without an end, which its
// own filter offers.
patch(OdooChartFeaturePlugin.prototype, {
    _onGlobalFilterChange(cmd) {
        return super._onGlobalFilterChange({...cmd, value: ended(cmd.value)});
    },
    getAvailableChartGranularities(chartId) {
        const {getters} = this;
        const getGlobalFilterValue = (id) => ended(getters.getGlobalFilterValue(id));
        const plugin = Object.create(this, {
            getters: {value: {...getters, getGlobalFilterValue}},
        });
        return super.getAvailableChartGranularities.call(plugin, chartId);
    },
});
