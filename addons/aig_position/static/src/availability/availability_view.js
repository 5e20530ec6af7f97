import {Component, onWillStart, onWillUpdateProps, useRef, useState} from "@odoo/owl";
import {cellState, monthWeeks} from "./cells";
import {deserializeDate, formatDate, serializeDate, today} from "@web/core/l10n/dates";
import {KeepLast} from "@web/core/utils/concurrency";
import {Layout} from "@web/search/layout";
import {Pager} from "@web/core/pager/pager";
import {SearchBar} from "@web/search/search_bar/search_bar";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardViewProps} from "@web/views/standard_view_props";
import {useService} from "@web/core/utils/hooks";
import {useSearchBarToggler} from "@web/search/search_bar/search_bar_toggler";
import {useSetupAction} from "@web/search/action_hook";
import {user} from "@web/core/user";

/** How many positions a page has; a phone chooses one of so many. */
const PAGE = 40;
/** The states of a cell: a word, a sign, a colour. */
const MEANINGS = {
    free: {label: _t("Wholly free"), icon: "", style: "bg-success-subtle"},
    partly: {label: _t("Partly free"), icon: "", style: "bg-info-subtle"},
    held: {label: _t("Held"), icon: "fa-clock-o", style: "bg-warning-subtle"},
    taken: {label: _t("Taken"), icon: "fa-times", style: "bg-danger-subtle"},
};

/**
 * When is what free? On a desk a grid of positions and the weeks or days of a quarter,
 * on a phone one position's month. A cell opens a new booking, or who is there.
 */
export class AvailabilityController extends Component {
    static template = "aig_position.AvailabilityView";
    static components = {Layout, Pager, SearchBar};
    static props = {...standardViewProps};

    setup() {
        this.orm = useService("orm");
        this.actionService = useService("action");
        this.searchBarToggler = useSearchBarToggler();
        this.keepLast = new KeepLast();
        this.meanings = Object.entries(MEANINGS);
        const asked = this.props.context.aig_free_from;
        const {day, step, offset, chosen} = this.props.state || {};
        this.state = useState({
            day: day || asked || serializeDate(today()),
            step: step || "week",
            offset: offset || 0,
            chosen: chosen || 0,
            grid: {columns: [], rows: [], count: 0},
        });
        useSetupAction({
            rootRef: useRef("root"),
            getLocalState: () => {
                const {day, step, offset, chosen} = this.state;
                return {day, step, offset, chosen};
            },
        });
        onWillStart(async () => {
            this.canHold = await user.hasGroup("aig_base.group_sales_user");
            await this.load(this.props);
        });
        onWillUpdateProps(async (props) => {
            this.state.offset = 0;
            await this.load(props);
        });
    }

    get asked() {
        return deserializeDate(this.state.day);
    }

    get unit() {
        return this.env.isSmall ? "month" : "quarter";
    }

    async load({resModel, domain, context}) {
        const step = this.env.isSmall ? "day" : this.state.step;
        this.state.grid = await this.keepLast.add(
            this.orm.call(resModel, "get_availability", [domain], {
                first: serializeDate(this.asked.startOf(this.unit)),
                last: serializeDate(this.asked.endOf(this.unit)),
                step,
                limit: PAGE,
                offset: this.state.offset,
                context,
            })
        );
        const {rows} = this.state.grid;
        if (!rows.some(({id}) => id === this.state.chosen)) {
            this.state.chosen = rows.length ? rows[0].id : 0;
        }
    }

    async change(values) {
        Object.assign(this.state, values);
        await this.load(this.props);
    }

    /** The quarter or month before or after. */
    async move(steps) {
        const day = this.asked.startOf(this.unit).plus({[this.unit]: steps});
        await this.change({day: serializeDate(day)});
    }

    get title() {
        const {year, month, quarter} = this.asked;
        return this.env.isSmall
            ? _t("Month %(month)s/%(year)s", {month, year})
            : _t("Quarter %(quarter)s/%(year)s", {quarter, year});
    }

    get pager() {
        return {
            offset: this.state.offset,
            limit: PAGE,
            total: this.state.grid.count,
            onUpdate: ({offset}) => this.change({offset}),
        };
    }

    /** Columns by month, for the heading above them. */
    get months() {
        const months = [];
        for (const [first] of this.state.grid.columns) {
            const {month, year} = deserializeDate(first);
            const last = months.at(-1);
            if (last?.month === month) {
                last.width++;
            } else {
                months.push({month, width: 1, label: `${month}/${year}`});
            }
        }
        return months;
    }

    heading([first, last]) {
        const [begin, end] = [first, last].map((day) => deserializeDate(day).day);
        return begin === end ? begin : `${begin}-${end}`;
    }

    describe(row, number) {
        const [free, held] = [row.free[number], row.held[number]];
        const state = cellState(row.slots, free, held);
        const [first, last] = this.state.grid.columns[number].map((day) =>
            formatDate(deserializeDate(day))
        );
        const days = first === last ? first : `${first} - ${last}`;
        return {
            ...MEANINGS[state],
            state,
            free,
            held,
            hint: _t("%(code)s, %(days)s: %(free)s of %(slots)s free, %(held)s held", {
                code: row.code,
                days,
                free,
                slots: row.slots,
                held,
            }),
        };
    }

    get chosen() {
        return this.state.grid.rows.find(({id}) => id === this.state.chosen);
    }

    get weeks() {
        return monthWeeks(this.asked);
    }

    /** A free cell is held; another shows who is there. */
    async open(row, number) {
        const [first, last] = this.state.grid.columns[number];
        const {resModel, context} = this.props;
        const isOver = last < serializeDate(today());
        const isFree = row.free[number] > 0 && this.canHold && !isOver;
        const action = isFree
            ? await this.orm.call(resModel, "action_book_here", [[row.id]], {
                  context: {...context, aig_free_from: first, aig_free_to: last},
              })
            : await this.orm.call(resModel, "action_bookings_between", [[row.id]], {
                  first,
                  last,
                  context,
              });
        await this.actionService.doAction(action);
    }

    openPosition(row) {
        this.props.selectRecord(row.id, {
            activeIds: this.state.grid.rows.map(({id}) => id),
        });
    }
}

registry.category("views").add("aig_availability", {
    type: "aig_availability",
    Controller: AvailabilityController,
    searchMenuTypes: ["filter", "favorite"],
});
