import {
    HtmlComposerMessageField,
    htmlComposerMessageField,
} from "@mail/views/web/fields/html_composer_message_field/html_composer_message_field";
import {registry} from "@web/core/registry";

/** The composer's editor, which tells the preview beside it what is being typed. */
export class CareBodyField extends HtmlComposerMessageField {
    onChange() {
        super.onChange(...arguments);
        this.props.record.model.bus.trigger("AIG_CARE_TYPED", () =>
            this.editor.getContent()
        );
    }
}

registry.category("fields").add("aig_care_body", {
    ...htmlComposerMessageField,
    component: CareBodyField,
});
