import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/**
 * The steps of a plan: which are done, and what the others lack. Each missing thing is
 * a link to where it is put right.
 *
 * <field name="step_meter" widget="aig_plan_steps"
 *        options="{'percent_field': 'completeness'}"/>
 */
export class PlanSteps extends Component {
    static template = "aig_sales_plan.PlanSteps";
    static props = {
        ...standardFieldProps,
        percentField: String,
    };

    setup() {
        this.actionService = useService("action");
    }

    get steps() {
        return this.props.record.data[this.props.name] || [];
    }

    /** What the icon of a step says to who does not see it. */
    stateOf(step) {
        return step.done ? _t("Done") : _t("Something is missing");
    }

    get percent() {
        return this.props.record.data[this.props.percentField] || 0;
    }

    async open(action) {
        const {record} = this.props;
        // what was typed is not lost
        if (!(await record.save())) {
            return;
        }
        // a form that another action takes the place of is never loaded again
        const onClose = ({noReload} = {}) => noReload || record.load();
        if (action.type === "object") {
            await this.actionService.doActionButton({
                type: "object",
                name: action.name,
                resModel: action.res_model,
                resId: action.res_id,
                resIds: [action.res_id],
                context: record.context,
                onClose,
            });
        } else {
            await this.actionService.doAction(action, {onClose});
        }
    }
}

export const planSteps = {
    component: PlanSteps,
    supportedTypes: ["json"],
    extractProps: ({options}) => ({percentField: options.percent_field}),
    fieldDependencies: ({options}) => [{name: options.percent_field, type: "integer"}],
};

registry.category("fields").add("aig_plan_steps", planSteps);
