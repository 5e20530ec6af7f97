import {Component} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/**
 * The history of a customer: years with their quarters, then facts. Each opens its
 * records; where there is no data stands a dash, never a 0.
 *
 * <field name="study_history" widget="aig_study_history"/>
 */
export class StudyHistory extends Component {
    static template = "aig_sales_plan.StudyHistory";
    static props = {...standardFieldProps};

    setup() {
        this.actionService = useService("action");
        this.orm = useService("orm");
    }

    get history() {
        return this.props.record.data[this.props.name] || {years: [], facts: []};
    }

    async onClick(key) {
        const {record} = this.props;
        if (!(await record.save()) || !record.resId) {
            return;
        }
        const method = "action_open_history";
        const action = await this.orm.call(record.resModel, method, [
            [record.resId],
            key,
        ]);
        await this.actionService.doAction(action);
    }
}

export const studyHistory = {
    component: StudyHistory,
    supportedTypes: ["json"],
};

registry.category("fields").add("aig_study_history", studyHistory);
