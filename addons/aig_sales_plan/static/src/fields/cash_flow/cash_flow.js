import {Component} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/**
 * Planned money by month: a table on a desk, one block a month on a phone.
 *
 * <field name="cash_flow" widget="aig_cash_flow"/>
 */
export class CashFlow extends Component {
    static template = "aig_sales_plan.CashFlow";
    static props = {...standardFieldProps};

    get table() {
        return this.props.record.data[this.props.name] || {columns: [], rows: []};
    }
}

export const cashFlow = {
    component: CashFlow,
    supportedTypes: ["json"],
};

registry.category("fields").add("aig_cash_flow", cashFlow);
