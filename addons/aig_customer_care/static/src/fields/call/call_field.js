import {
    PhoneField,
    formPhoneField,
    phoneField,
} from "@web/views/fields/phone/phone_field";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {user} from "@web/core/user";

/**
 * A phone number whose touch calls, and asks at once what came of the call: the
 * question is there when the salesperson hangs up.
 *
 * <field name="phone" widget="aig_call"/> on models with `action_aig_contact`
 */
const callMixin = (Base) =>
    class extends Base {
        setup() {
            super.setup();
            this.actionService = useService("action");
        }

        /** The link itself calls: nothing prevents that. */
        async onCall() {
            const {record} = this.props;
            const isSales = await user.hasGroup("aig_base.group_sales_user");
            if (!isSales || !record.resId) {
                return;
            }
            await this.actionService.doActionButton({
                type: "object",
                name: "action_aig_contact",
                resModel: record.resModel,
                resId: record.resId,
                resIds: [record.resId],
                context: record.context,
                // a view that another action takes the place of is never loaded again
                onClose: ({noReload} = {}) => noReload || record.load(),
            });
        }
    };

export class CallField extends callMixin(PhoneField) {
    static template = "aig_customer_care.CallField";
}

export class FormCallField extends callMixin(formPhoneField.component) {
    static template = "aig_customer_care.FormCallField";
}

registry.category("fields").add("aig_call", {...phoneField, component: CallField});
registry
    .category("fields")
    .add("form.aig_call", {...formPhoneField, component: FormCallField});
