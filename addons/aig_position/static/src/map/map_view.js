import {
    Component,
    markRaw,
    onWillStart,
    onWillUpdateProps,
    useRef,
    useState,
} from "@odoo/owl";
import {deserializeDate, formatDate, serializeDate} from "@web/core/l10n/dates";
import {DateTimeInput} from "@web/core/datetime/datetime_input";
import {KeepLast} from "@web/core/utils/concurrency";
import {Layout} from "@web/search/layout";
import {PositionMap} from "./position_map";
import {SearchBar} from "@web/search/search_bar/search_bar";
import {_t} from "@web/core/l10n/translation";
import {countStates} from "./clusters";
import {formatCurrency} from "@web/core/currency";
import {project} from "./mercator";
import {registry} from "@web/core/registry";
import {standardViewProps} from "@web/views/standard_view_props";
import {useService} from "@web/core/utils/hooks";
import {useSearchBarToggler} from "@web/search/search_bar/search_bar_toggler";
import {useSetupAction} from "@web/search/action_hook";
import {user} from "@web/core/user";

/** What each state is called and looks like: a word, a sign and a colour. */
export const MEANINGS = {
    free: {label: _t("Wholly free"), icon: "fa-check", style: "success"},
    partly: {label: _t("Partly free"), icon: "fa-adjust", style: "info"},
    held: {label: _t("Held"), icon: "fa-clock-o", style: "warning"},
    taken: {label: _t("Taken"), icon: "fa-times", style: "danger"},
    maintenance: {label: _t("Maintenance"), icon: "fa-wrench", style: "secondary"},
    licence_over: {label: _t("Licence over"), icon: "fa-ban", style: "dark"},
};
for (const meaning of Object.values(MEANINGS)) {
    meaning.colour = `var(--${meaning.style})`;
}
const CARD = {
    display_name: {},
    address: {},
    kind_id: {fields: {display_name: {}}},
    currency_id: {},
    daily_rate: {},
    free_slots: {},
    slot_count: {},
    map_url: {},
    write_date: {},
};

/** The positions of the search on a map, coloured by what is free in the days asked. */
export class MapController extends Component {
    static template = "aig_position.MapView";
    static components = {DateTimeInput, Layout, PositionMap, SearchBar};
    static props = {...standardViewProps};

    setup() {
        this.orm = useService("orm");
        this.actionService = useService("action");
        this.searchBarToggler = useSearchBarToggler();
        this.keepLast = new KeepLast();
        this.cards = new KeepLast();
        this.meanings = MEANINGS;
        const {view, days, hidden} = this.props.state || {};
        this.view = view;
        this.state = useState({
            days: days || {},
            hidden: {...hidden},
            points: [],
            missing: 0,
            choice: [],
            card: null,
        });
        useSetupAction({
            rootRef: useRef("root"),
            getLocalState: () => ({
                view: this.view,
                days: {...this.state.days},
                hidden: {...this.state.hidden},
            }),
        });
        onWillStart(async () => {
            this.canHold = await user.hasGroup("aig_base.group_sales_user");
            await this.load(this.props);
        });
        onWillUpdateProps((props) => this.load(props));
    }

    async load({domain, context}) {
        const {first, last} = this.state.days;
        const found = await this.keepLast.add(
            this.orm.call(this.props.resModel, "get_map", [domain], {
                first: first || null,
                last: last || null,
                context,
            })
        );
        this.points = found.points.map(([id, code, latitude, longitude, state]) => {
            const [x, y] = project(latitude, longitude);
            return {id, code, state, x, y};
        });
        Object.assign(this.state, {
            days: {first: found.first, last: found.last},
            missing: found.missing,
            choice: [],
            card: null,
        });
        this.select();
    }

    keepView(view) {
        this.view = view;
    }

    /** Points of the states that are switched on; raw, as none of them ever changes. */
    select() {
        const {hidden} = this.state;
        this.state.points = markRaw(this.points.filter(({state}) => !hidden[state]));
    }

    get legend() {
        const counts = countStates(this.points);
        return Object.entries(MEANINGS).map(([state, meaning]) => ({
            ...meaning,
            state,
            count: counts[state] || 0,
            isShown: !this.state.hidden[state],
        }));
    }

    toggle(state) {
        this.state.hidden[state] = !this.state.hidden[state];
        this.select();
    }

    get context() {
        const {first, last} = this.state.days;
        return {...this.props.context, aig_free_from: first, aig_free_to: last};
    }

    day(name) {
        return deserializeDate(this.state.days[name]);
    }

    get period() {
        const [first, last] = [this.day("first"), this.day("last")].map(formatDate);
        return first === last ? first : `${first} - ${last}`;
    }

    /** Other days: where the end would be before the beginning, both are that day. */
    async setDay(name, value) {
        if (!value) {
            return;
        }
        const days = {...this.state.days, [name]: serializeDate(value)};
        if (days.last < days.first) {
            days.first = days.last = serializeDate(value);
        }
        this.state.days = days;
        await this.load(this.props);
    }

    async choose(points) {
        this.state.choice = points.length > 1 ? points : [];
        this.state.card = null;
        if (points.length === 1) {
            await this.showCard(points[0]);
        }
    }

    async showCard(point) {
        const [card] = await this.cards.add(
            this.orm.webRead(this.props.resModel, [point.id], {
                specification: CARD,
                context: this.context,
            })
        );
        this.state.card = {...card, state: point.state};
    }

    close() {
        this.state.choice = [];
        this.state.card = null;
    }

    get rate() {
        const {daily_rate: rate, currency_id: currency} = this.state.card;
        return rate ? formatCurrency(rate, currency) : "—";
    }

    get image() {
        const {id, write_date: changed} = this.state.card;
        const unique = encodeURIComponent(changed);
        return `/web/image/aig.position/${id}/image_256?unique=${unique}`;
    }

    async hold(id) {
        const action = await this.orm.call(
            this.props.resModel,
            "action_book_here",
            [[id]],
            {context: this.context}
        );
        await this.actionService.doAction(action);
    }

    open(id) {
        this.props.selectRecord(id, {
            activeIds: this.state.points.map((point) => point.id),
        });
    }

    async openNowhere() {
        const action = await this.orm.call(
            this.props.resModel,
            "action_open_nowhere",
            [this.props.domain],
            {context: this.props.context}
        );
        await this.actionService.doAction(action);
    }
}

registry.category("views").add("aig_map", {
    type: "aig_map",
    Controller: MapController,
    searchMenuTypes: ["filter", "favorite"],
});
