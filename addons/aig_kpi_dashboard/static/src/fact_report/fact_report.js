import {
    recordsGraphRenderer,
    recordsPivotRenderer,
} from "@aig_customer_care/records_report/records_report";
import {graphView} from "@web/views/graph/graph_view";
import {pivotView} from "@web/views/pivot/pivot_view";
import {registry} from "@web/core/registry";

registry
    .category("views")
    .add("aig_kpi_pivot", {
        ...pivotView,
        Renderer: recordsPivotRenderer("open_records"),
    })
    .add("aig_kpi_graph", {
        ...graphView,
        Renderer: recordsGraphRenderer("open_records"),
    });
