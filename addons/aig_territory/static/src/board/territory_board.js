import {Component, onWillStart, useRef, useState} from "@odoo/owl";
import {
    formatFloat,
    formatInteger,
    formatPercentage,
} from "@web/views/fields/formatters";
import {ControlPanel} from "@web/search/control_panel/control_panel";
import {KeepLast} from "@web/core/utils/concurrency";
import {_t} from "@web/core/l10n/translation";
import {compactMoney} from "@aig_base/numbers/compact_money";
import {formatCurrency} from "@web/core/currency";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useService} from "@web/core/utils/hooks";
import {useSetupAction} from "@web/search/action_hook";

/**
 * The tree of territories, and the figures of the chosen one: in total, of each
 * territory below and of each person. Each figure opens the records it counts.
 */
export class TerritoryBoard extends Component {
    static template = "aig_territory.TerritoryBoard";
    static components = {ControlPanel};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.actionService = useService("action");
        this.notification = useService("notification");
        this.keepLast = new KeepLast();
        const {request, folded} = this.props.state || {};
        this.request = request || {territory_id: this.props.resId || false};
        this.state = useState({board: null, folded: {...folded}});
        useSetupAction({
            rootRef: useRef("root"),
            getLocalState: () => ({request: this.request, folded: this.state.folded}),
        });
        onWillStart(() => this.loadFirst());
    }

    get board() {
        return this.state.board;
    }

    /** An address may name a territory that is not the user's: say so, show theirs. */
    async loadFirst() {
        try {
            await this.load({});
        } catch (error) {
            if (!this.request.territory_id || !error.data) {
                throw error;
            }
            this.notification.add(error.data.message, {type: "warning"});
            await this.load({territory_id: false});
        }
    }

    /** Show another territory or quarter; of several requests the last one counts. */
    async load(change) {
        const request = {...this.request, ...change};
        const board = await this.keepLast.add(
            this.orm.call("aig.territory.board", "get_board", [], {
                territory_id: Number(request.territory_id),
                year: request.year,
                quarter: request.quarter,
            })
        );
        const {year, quarter} = board.quarter;
        this.request = {territory_id: board.territory.id, year, quarter};
        this.state.board = board;
        this.props.updateActionState?.({resId: board.territory.id || false});
    }

    /** One of two layouts: for a phone, for a desk. */
    template(phone, desk) {
        return `aig_territory.TerritoryBoard.${this.env.isSmall ? phone : desk}`;
    }

    /** Territories from top to bottom with their depth, without the folded ones. */
    get tree() {
        const below = Object.groupBy(this.board.tree, (node) => node.parent_id);
        const walk = (parent, depth) =>
            (below[parent] || []).flatMap((node) => {
                const isFolded = Boolean(this.state.folded[node.id]);
                const entry = {
                    ...node,
                    depth,
                    isFolded,
                    hasChildren: Boolean(below[node.id]),
                    indented: "\u00a0".repeat(4 * depth) + node.name,
                    isCurrent: node.id === this.board.territory.id,
                };
                return [entry, ...(isFolded ? [] : walk(node.id, depth + 1))];
            });
        return walk(null, 0);
    }

    /** What stands below the total: territories and people, where there are any. */
    get sections() {
        const select = (...kinds) =>
            this.board.rows.filter((row) => kinds.includes(row.kind));
        const {figures} = this.board;
        const ofPerson = figures.filter((figure) => figure.name !== "people");
        return [
            {title: _t("Territories"), rows: select("territory", "own"), figures},
            {title: _t("People"), rows: select("person", "nobody"), figures: ofPerson},
        ].filter((section) => section.rows.length);
    }

    /** A figure as shown; with all its digits for tooltips and screen readers. */
    format(figure, row, full = false) {
        const {value} = row.cells[figure.name];
        if (value === null) {
            return "—";
        }
        switch (figure.kind) {
            case "money":
                return full
                    ? formatCurrency(value, this.board.currency_id)
                    : compactMoney(value);
            case "percent":
                return formatPercentage(value, {digits: [16, 0]});
            case "ratio":
                return `${formatFloat(value, {digits: [16, 1]})} : 1`;
        }
        return formatInteger(value);
    }

    openRecords(figure, row) {
        return this.actionService.doAction({
            type: "ir.actions.act_window",
            name: `${figure.label} - ${row.name}`,
            res_model: figure.model,
            domain: row.cells[figure.name].domain,
            views: figure.views,
            mobile_view_mode: "kanban",
            context: {create: false, ...figure.context},
        });
    }
}

registry.category("actions").add("aig_territory.board", TerritoryBoard);
