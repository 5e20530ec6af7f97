import {Component} from "@odoo/owl";
import {ListRenderer} from "@web/views/list/list_renderer";
import {listView} from "@web/views/list/list_view";
import {registry} from "@web/core/registry";

/** What counts, in one sentence, above the figures. */
export class CareCountRule extends Component {
    static template = "aig_customer_care.CareCountRule";
    static props = {byCustomer: {type: Boolean, optional: true}};
}

class CareCountListRenderer extends ListRenderer {
    static template = "aig_customer_care.CareCountListRenderer";
    static components = {...ListRenderer.components, CareCountRule};
}

registry.category("views").add("aig_care_count_list", {
    ...listView,
    Renderer: CareCountListRenderer,
});
