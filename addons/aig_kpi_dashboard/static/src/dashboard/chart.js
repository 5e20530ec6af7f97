import {compactAmount} from "@aig_kpi_dashboard/dashboard/compact";
import {openBar} from "@aig_kpi_dashboard/dashboard/open_records";
import {components} from "@odoo/o-spreadsheet";
import {patch} from "@web/core/utils/patch";

const MILLION = 1_000_000;

/** Amounts as on our cards, and whole ones: core writes 385000k and 1.2b. */
function sayCompact(scale, locale) {
    const said = scale.ticks?.callback;
    if (!said || said.aig) {
        return;
    }
    scale.ticks.precision = 0;
    scale.ticks.callback = function (value, ...others) {
        return Math.abs(value) >= MILLION
            ? compactAmount(value, locale)
            : said.call(this, value, ...others);
    };
    scale.ticks.callback.aig = true;
}

patch(components.ChartJsComponent.prototype, {
    createChart(chartData) {
        return super.createChart(this.aigAdapted(chartData));
    },
    updateChartJs(chartData) {
        return super.updateChartJs(this.aigAdapted(chartData));
    },
    aigAdapted(chartData) {
        const {getters} = this.env.model;
        const definition = getters.getChartDefinition(this.props.chartId);
        if (definition.metaData?.resModel?.startsWith("aig.kpi.")) {
            const {options} = chartData.chartJsConfig;
            for (const scale of Object.values(options.scales ?? {})) {
                sayCompact(scale, getters.getLocale());
            }
            options.onClick = openBar(this.env, this.props.chartId);
        }
        return chartData;
    },
});
