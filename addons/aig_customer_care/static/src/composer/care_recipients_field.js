import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useX2ManyCrud} from "@web/views/fields/relational_utils";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/**
 * The customer's people with their roles: who gets the mail is ticked, who cannot get
 * it is shown with the reason (A35). The rows come from the field `aig_people`.
 */
export class CareRecipientsField extends Component {
    static template = "aig_customer_care.CareRecipientsField";
    static props = {...standardFieldProps};

    setup() {
        this.crud = useX2ManyCrud(() => this.list, true);
    }

    get list() {
        return this.props.record.data[this.props.name];
    }

    get rows() {
        const people = this.props.record.data.aig_people || [];
        const known = new Set(people.map((person) => person.id));
        const chosen = new Set(this.list.currentIds);
        // Whoever came in otherwise can be taken out, too
        const others = this.list.records
            .filter((record) => !known.has(record.resId))
            .map(({resId, data}) => ({
                id: resId,
                name: data.display_name,
                email: "",
                addresses: [],
                role: "",
                reason: "",
            }));
        const written = people.filter((person) => chosen.has(person.id));
        return [...people, ...others].map((person) => {
            const checked = chosen.has(person.id);
            const twin =
                !checked &&
                written.find(({addresses}) =>
                    addresses.some((address) => person.addresses.includes(address))
                );
            const reason =
                person.reason ||
                (twin && _t("Same address as %(person)s", {person: twin.name})) ||
                "";
            return {...person, checked, reason, disabled: Boolean(reason) && !checked};
        });
    }

    toggle(row) {
        if (row.checked) {
            const record = this.list.records.find(({resId}) => resId === row.id);
            return this.crud.removeRecord(record);
        }
        return this.crud.saveRecord([row.id]);
    }
}

registry.category("fields").add("aig_care_recipients", {
    component: CareRecipientsField,
    supportedTypes: ["many2many"],
    isEmpty: () => false,
    relatedFields: () => [{name: "display_name", type: "char"}],
});
