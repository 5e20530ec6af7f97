import {GraphRenderer} from "@web/views/graph/graph_renderer";
import {PivotRenderer} from "@web/views/pivot/pivot_renderer";
import {useService} from "@web/core/utils/hooks";

async function openRecords(renderer, method, domain, measure, newWindow) {
    const {resModel} = renderer.model.metaData;
    const action = await renderer.orm.call(resModel, method, [domain, measure]);
    return renderer.actionService.doAction(action, {newWindow});
}

/**
 * A pivot in which a touch on a figure opens the records that it counts.
 *
 * @param {String} method of the report: from a domain and a measure to an action
 * @returns {Class}
 */
export function recordsPivotRenderer(method) {
    return class RecordsPivotRenderer extends PivotRenderer {
        setup() {
            super.setup();
            this.orm = useService("orm");
        }

        onOpenView(cell, newWindow) {
            this.measure = cell.measure;
            super.onOpenView(cell, newWindow);
        }

        openView(domain, views, context, newWindow) {
            return openRecords(this, method, domain, this.measure, newWindow);
        }
    };
}

/**
 * A graph in which a touch on a bar opens the records that it counts.
 *
 * @param {String} method of the report: from a domain and a measure to an action
 * @returns {Class}
 */
export function recordsGraphRenderer(method) {
    return class RecordsGraphRenderer extends GraphRenderer {
        setup() {
            super.setup();
            this.orm = useService("orm");
        }

        openView(domain, views, context, newWindow) {
            const {measure} = this.model.metaData;
            return openRecords(this, method, domain, measure, newWindow);
        }
    };
}
