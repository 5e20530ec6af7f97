import {Component} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/**
 * A row's icon with its counter: how often something was sent to the customer, and
 * the button that sends it again. Core's list has icons and numbers, not both in one.
 *
 * <field name="voucher_sent_count" widget="aig_care_count_button"
 *        options="{'action': 'action_voucher', 'icon': 'fa-gift'}"/>
 *
 * With the option 'hint', the field of that name says what stands against sending now.
 */
export class CareCountButton extends Component {
    static template = "aig_sales_plan.CareCountButton";
    static props = {
        ...standardFieldProps,
        action: String,
        icon: String,
        hint: {type: String, optional: true},
        title: {type: String, optional: true},
    };

    setup() {
        this.actionService = useService("action");
    }

    get count() {
        return this.props.record.data[this.props.name] || 0;
    }

    get hint() {
        return (this.props.hint && this.props.record.data[this.props.hint]) || "";
    }

    get title() {
        return [this.props.title, this.hint].filter(Boolean).join("\n");
    }

    async onClick() {
        const {record, action} = this.props;
        const {root} = record.model;
        // what was typed goes into the mail, and is not lost; rows inside a form are
        // saved with the form
        const saved = await (root.save ? root.save() : record.save());
        if (!saved || !record.resId) {
            return;
        }
        await this.actionService.doActionButton({
            type: "object",
            name: action,
            resModel: record.resModel,
            resId: record.resId,
            resIds: [record.resId],
            context: record.context,
            // a list that another action takes the place of is never loaded again
            onClose: ({noReload} = {}) =>
                noReload || (root.save ? root : record).load(),
        });
    }
}

export const careCountButton = {
    component: CareCountButton,
    supportedTypes: ["integer"],
    listViewWidth: 50,
    fieldDependencies: ({options}) =>
        options.hint ? [{name: options.hint, type: "char"}] : [],
    extractProps: ({options, string}) => ({
        action: options.action,
        icon: options.icon,
        hint: options.hint,
        title: string,
    }),
};

registry.category("fields").add("aig_care_count_button", careCountButton);
