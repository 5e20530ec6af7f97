import {CareCountRule} from "@aig_customer_care/count_rule/count_rule";
import {GraphRenderer} from "@web/views/graph/graph_renderer";
import {PivotRenderer} from "@web/views/pivot/pivot_renderer";
import {graphView} from "@web/views/graph/graph_view";
import {pivotView} from "@web/views/pivot/pivot_view";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";

async function openLogs(renderer, domain, measure, newWindow) {
    const {resModel} = renderer.model.metaData;
    const action = await renderer.orm.call(resModel, "action_open_logs", [
        domain,
        measure,
    ]);
    return renderer.actionService.doAction(action, {newWindow});
}

/** A touch on a figure opens the rows of the care log that it counts. */
class CareCountPivotRenderer extends PivotRenderer {
    static template = "aig_customer_care.CareCountPivotRenderer";
    static components = {...PivotRenderer.components, CareCountRule};

    setup() {
        super.setup();
        this.orm = useService("orm");
    }

    onOpenView(cell, newWindow) {
        this.measure = cell.measure;
        super.onOpenView(cell, newWindow);
    }

    openView(domain, views, context, newWindow) {
        return openLogs(this, domain, this.measure, newWindow);
    }
}

/** By customer: the log's own view, with the rule above it. */
class CareLogPivotRenderer extends PivotRenderer {
    static template = "aig_customer_care.CareLogPivotRenderer";
    static components = {...PivotRenderer.components, CareCountRule};
}

class CareCountGraphRenderer extends GraphRenderer {
    static template = "aig_customer_care.CareCountGraphRenderer";
    static components = {...GraphRenderer.components, CareCountRule};

    setup() {
        super.setup();
        this.orm = useService("orm");
    }

    openView(domain, views, context, newWindow) {
        return openLogs(this, domain, this.model.metaData.measure, newWindow);
    }
}

registry
    .category("views")
    .add("aig_care_count_pivot", {...pivotView, Renderer: CareCountPivotRenderer})
    .add("aig_care_log_pivot", {...pivotView, Renderer: CareLogPivotRenderer})
    .add("aig_care_count_graph", {...graphView, Renderer: CareCountGraphRenderer});
