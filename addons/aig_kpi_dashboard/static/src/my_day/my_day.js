import {Component, onWillStart, useRef, useState} from "@odoo/owl";
import {ConnectionLostError} from "@web/core/network/rpc";
import {ControlPanel} from "@web/search/control_panel/control_panel";
import {KeepLast} from "@web/core/utils/concurrency";
import {compactMoney} from "@aig_base/numbers/compact_money";
import {formatInteger} from "@web/views/fields/formatters";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useService} from "@web/core/utils/hooks";
import {useSetupAction} from "@web/search/action_hook";
import {user} from "@web/core/user";

/** How much of a goal is done and how much should be, in percent of the whole bar. */
export function widths({goal, done, expected}) {
    const percent = (part) =>
        goal ? Math.min(Math.max((100 * part) / goal, 0), 100) : 0;
    return {done: percent(done), expected: percent(expected)};
}

/**
 * What somebody has to do today: short lists whose rows open on a touch and act with
 * one more. Whatever was done, the lists are asked anew.
 */
export class MyDay extends Component {
    static template = "aig_kpi_dashboard.MyDay";
    static components = {ControlPanel};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.actionService = useService("action");
        this.keepLast = new KeepLast();
        const {opened = {}} = this.props.state || {};
        this.state = useState({day: null, isLost: false, isBusy: false, opened});
        useSetupAction({
            rootRef: useRef("root"),
            getLocalState: () => ({opened: {...this.state.opened}}),
        });
        onWillStart(() => this.load());
    }

    get day() {
        return this.state.day;
    }

    /** Ask anew; without a connection what is shown stays, and a button tries again. */
    async load() {
        this.state.isBusy = true;
        try {
            this.state.day = await this.keepLast.add(
                this.orm.silent.call("aig.my.day", "get_day", [])
            );
            this.state.isLost = false;
        } catch (error) {
            if (!(error instanceof ConnectionLostError)) {
                throw error;
            }
            this.state.isLost = true;
        } finally {
            this.state.isBusy = false;
        }
    }

    /** Rows of a list: the first ones, or all when it was opened. */
    rows(section) {
        const isOpened = this.state.opened[section.key];
        return isOpened ? section.rows : section.rows.slice(0, this.day.shown);
    }

    hidden(section) {
        return section.rows.length - this.rows(section).length;
    }

    openAll(section) {
        this.state.opened[section.key] = true;
    }

    /** Classes of the day of a row. */
    tone(row) {
        return {late: "text-danger", today: "text-warning"}[row.tone] || "text-muted";
    }

    figure(figure, name) {
        const format = figure.is_money ? compactMoney : formatInteger;
        return format(Math.abs(figure[name]));
    }

    widths(figure) {
        return widths(figure);
    }

    openRow(row) {
        return this.actionService.doAction({
            type: "ir.actions.act_window",
            res_model: row.model,
            res_id: row.id,
            views: [[false, "form"]],
        });
    }

    /** Do what a button says; the link of a call dials by itself. */
    press({model, id, method, context = {}}) {
        return this.actionService.doActionButton({
            type: "object",
            name: method,
            resModel: model,
            resId: id,
            resIds: [id],
            // views have the language and the companies in theirs
            context: {...user.context, ...context},
            // a view that another action takes the place of is never loaded again
            onClose: ({noReload} = {}) => noReload || this.load(),
        });
    }

    openFigure({action}) {
        return action.method
            ? this.press(action)
            : this.actionService.doAction(action.xmlid);
    }

    openSaved() {
        return this.actionService.doAction("aig_kpi_dashboard.aig_task_saved_action");
    }
}

registry.category("actions").add("aig_kpi_dashboard.my_day", MyDay);
