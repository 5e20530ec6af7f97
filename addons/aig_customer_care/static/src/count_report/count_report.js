import {
    recordsGraphRenderer,
    recordsPivotRenderer,
} from "@aig_customer_care/records_report/records_report";
import {CareCountRule} from "@aig_customer_care/count_rule/count_rule";
import {PivotRenderer} from "@web/views/pivot/pivot_renderer";
import {graphView} from "@web/views/graph/graph_view";
import {pivotView} from "@web/views/pivot/pivot_view";
import {registry} from "@web/core/registry";

const CountPivotRenderer = recordsPivotRenderer("action_open_logs");
const CountGraphRenderer = recordsGraphRenderer("action_open_logs");

/** A touch on a figure opens the rows of the care log that it counts. */
class CareCountPivotRenderer extends CountPivotRenderer {
    static template = "aig_customer_care.CareCountPivotRenderer";
    static components = {...CountPivotRenderer.components, CareCountRule};
}

/** By customer: the log's own view, with the rule above it. */
class CareLogPivotRenderer extends PivotRenderer {
    static template = "aig_customer_care.CareLogPivotRenderer";
    static components = {...PivotRenderer.components, CareCountRule};
}

class CareCountGraphRenderer extends CountGraphRenderer {
    static template = "aig_customer_care.CareCountGraphRenderer";
    static components = {...CountGraphRenderer.components, CareCountRule};
}

registry
    .category("views")
    .add("aig_care_count_pivot", {...pivotView, Renderer: CareCountPivotRenderer})
    .add("aig_care_log_pivot", {...pivotView, Renderer: CareLogPivotRenderer})
    .add("aig_care_count_graph", {...graphView, Renderer: CareCountGraphRenderer});
