import {Component, onWillStart, useRef, useState} from "@odoo/owl";
import {deserializeDate, deserializeDateTime} from "@web/core/l10n/dates";
import {ControlPanel} from "@web/search/control_panel/control_panel";
import {KeepLast} from "@web/core/utils/concurrency";
import {_t} from "@web/core/l10n/translation";
import {formatCurrency} from "@web/core/currency";
import {localization} from "@web/core/l10n/localization";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useService} from "@web/core/utils/hooks";
import {useSetupAction} from "@web/search/action_hook";

const KEYS_THAT_SEARCH = ["Enter"];

/**
 * Everything between us and a customer, newest first, or of one deal. The address has
 * the record's id, so it survives a reload.
 */
export class Timeline extends Component {
    static template = "aig_customer_care.Timeline";
    static components = {ControlPanel};
    static props = {...standardActionServiceProps};
    static extractProps = ({params}) => (params?.resId ? {resId: params.resId} : {});

    setup() {
        this.orm = useService("orm");
        this.actionService = useService("action");
        this.keepLast = new KeepLast();
        const {shown, request} = this.props.state || this.props.globalState || {};
        this.request = request || {kinds: [], text: ""};
        this.state = useState({
            name: "",
            partner_id: false,
            kinds: [],
            upcoming: [],
            rows: [],
            cursor: null,
            ...shown,
            chosen: [...this.request.kinds],
            busy: false,
        });
        useSetupAction({
            rootRef: useRef("root"),
            // the way back by the breadcrumb, and by the browser's button
            getLocalState: () => ({request: this.request, shown: {...this.state}}),
            getGlobalState: () => ({request: this.request}),
        });
        // who comes back finds the page as it was left
        onWillStart(() => (shown ? this.setName() : this.load()));
    }

    get resModel() {
        return this.constructor.resModel;
    }

    setName() {
        this.env.config.setDisplayName(_t("Timeline - %s", this.state.name));
    }

    get isDeal() {
        return this.resModel === "crm.lead";
    }

    openCustomer() {
        return this.actionService.doAction("aig_customer_care.customer_timeline", {
            props: {resId: this.state.partner_id},
        });
    }

    ask(cursor) {
        return this.keepLast.add(
            this.orm.call("aig.timeline", "get_page", [], {
                res_model: this.resModel,
                res_id: this.props.resId || 0,
                kinds: this.request.kinds,
                text: this.request.text,
                cursor,
            })
        );
    }

    /** The first page anew; of several requests the last one counts. */
    async load(change) {
        this.request = {...this.request, ...change};
        this.state.chosen = this.request.kinds;
        // a page that was being added is no longer awaited
        this.state.busy = false;
        Object.assign(this.state, await this.ask(null));
        this.setName();
    }

    async loadMore() {
        this.state.busy = true;
        try {
            const {rows, cursor} = await this.ask(this.state.cursor);
            const known = new Set(this.state.rows.map((row) => row.key));
            // a row whose date was changed meanwhile may come again
            this.state.rows.push(...rows.filter((row) => !known.has(row.key)));
            this.state.cursor = cursor;
        } finally {
            this.state.busy = false;
        }
    }

    toggleKind(name) {
        const {kinds} = this.request;
        const rest = kinds.filter((kind) => kind !== name);
        return this.load({kinds: rest.length < kinds.length ? rest : [...kinds, name]});
    }

    onSearch(ev) {
        if (ev.type === "change" || KEYS_THAT_SEARCH.includes(ev.key)) {
            const text = ev.target.value.trim();
            if (text !== this.request.text) {
                return this.load({text});
            }
        }
    }

    get sections() {
        return [
            {name: "upcoming", rows: this.state.upcoming},
            {name: "past", rows: this.state.rows},
        ].filter((section) => section.rows.length);
    }

    when(row) {
        if (row.is_day) {
            return deserializeDate(row.date).toFormat(localization.dateFormat);
        }
        return deserializeDateTime(row.date).toFormat(
            `${localization.dateFormat} HH:mm`
        );
    }

    amount(row) {
        return row.amount === null ? "" : formatCurrency(row.amount, row.currency_id);
    }

    opens(row) {
        return Boolean(row.url || row.res_id);
    }

    open(row) {
        if (row.url) {
            return this.actionService.doAction({
                type: "ir.actions.act_url",
                url: row.url,
                target: "download",
            });
        }
        return this.actionService.doAction({
            type: "ir.actions.act_window",
            res_model: row.res_model,
            res_id: row.res_id,
            views: [[false, "form"]],
        });
    }
}

export class CustomerTimeline extends Timeline {
    static displayName = _t("Timeline");
    static path = "aig-customer-timeline";
    static resModel = "res.partner";
}

export class DealTimeline extends Timeline {
    static displayName = _t("Timeline");
    static path = "aig-deal-timeline";
    static resModel = "crm.lead";
}

registry
    .category("actions")
    .add("aig_customer_care.customer_timeline", CustomerTimeline)
    .add("aig_customer_care.deal_timeline", DealTimeline);
