import {Component, onWillUnmount, useEffect, useRef, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {browser} from "@web/core/browser/browser";
import {registry} from "@web/core/registry";
import {KeepLast} from "@web/core/utils/concurrency";
import {useBus, useService} from "@web/core/utils/hooks";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";

// Long enough not to ask at every key
const DELAY = 500;

/**
 * The mail as the customer will get it, on a desk or on a phone (A36).
 *
 * Beside the editor on a desk; on a phone it takes the editor's place while it is
 * looked at. What a mail contains never runs here: the frame has no rights at all.
 */
export class MailPreview extends Component {
    static template = "aig_customer_care.MailPreview";
    static props = {...standardWidgetProps};

    setup() {
        this.orm = useService("orm");
        this.ui = useService("ui");
        this.root = useRef("root");
        this.keepLast = new KeepLast();
        this.typed = null;
        this.state = useState({
            open: !this.ui.isSmall,
            screen: this.ui.isSmall ? "phone" : "desk",
            mail: null,
            failure: "",
        });
        useBus(this.props.record.model.bus, "AIG_CARE_TYPED", ({detail}) => {
            this.typed = detail;
            this.refreshSoon();
        });
        useEffect(
            () => {
                this.typed = null;
                this.refreshSoon();
            },
            () => this.watched
        );
        useEffect(
            (open, isThere) => {
                const place = this.root.el.closest(".o_aig_mail");
                place?.classList.toggle("o_aig_mail_looking", open);
                if (open && isThere && this.ui.isSmall) {
                    this.root.el.scrollIntoView();
                }
            },
            () => [this.state.open, Boolean(this.state.mail)]
        );
        onWillUnmount(() => browser.clearTimeout(this.timer));
    }

    get watched() {
        const {data} = this.props.record;
        const people = data.partner_ids.currentIds.join();
        return [data.subject, data.body?.toString(), people];
    }

    look(open) {
        this.state.open = open;
        this.refreshSoon(0);
    }

    refreshSoon(delay = DELAY) {
        browser.clearTimeout(this.timer);
        if (this.state.open) {
            this.timer = browser.setTimeout(() => this.refresh(), delay);
        }
    }

    async refresh() {
        const {data} = this.props.record;
        const typed = {
            model: data.model,
            res_ids: data.res_ids,
            template_id: data.template_id?.id || false,
            email_layout_xmlid: data.email_layout_xmlid,
            subject: data.subject,
            body: (this.typed ? this.typed() : data.body || "").toString(),
            partner_ids: data.partner_ids.currentIds,
        };
        try {
            this.state.mail = await this.keepLast.add(
                this.orm.silent.call("mail.compose.message", "aig_preview_mail", [
                    typed,
                ])
            );
            this.state.failure = "";
        } catch (error) {
            this.state.failure =
                error.data?.message || _t("The preview cannot be shown now.");
        }
    }
}

registry.category("view_widgets").add("aig_mail_preview", {component: MailPreview});
