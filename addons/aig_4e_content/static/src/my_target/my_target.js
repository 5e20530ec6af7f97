import {Component, onWillStart, useRef, useState} from "@odoo/owl";
import {ControlPanel} from "@web/search/control_panel/control_panel";
import {KeepLast} from "@web/core/utils/concurrency";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useService} from "@web/core/utils/hooks";
import {useSetupAction} from "@web/search/action_hook";

/** Circumference of a ring of radius 42. */
export const RING = 2 * Math.PI * 42;

/**
 * Lengths of the two arcs of a ring: what is published, and what is in work after it.
 * More than the target does not go round twice.
 */
export function arcs({quantity, done, planned}) {
    const whole = Math.max(quantity, 1);
    const first = Math.min(done / whole, 1);
    return {
        done: RING * first,
        planned: RING * Math.min(planned / whole, 1 - first),
    };
}

/** How high the bars of a week are, in percent of the fullest week. */
export function bars(weeks) {
    const most = Math.max(
        1,
        ...weeks.map((week) => Math.max(week.quantity, week.done))
    );
    return weeks.map((week) => ({
        ...week,
        planned: (100 * week.quantity) / most,
        filled: (100 * week.done) / most,
    }));
}

/**
 * A person's own targets of a quarter: a ring for each channel, this week's posts, and
 * the weeks that the robot planned. Each number opens the posts it counts.
 */
export class MyTarget extends Component {
    static template = "aig_4e_content.MyTarget";
    static components = {ControlPanel};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.actionService = useService("action");
        this.keepLast = new KeepLast();
        const {request = {}, chosen = null} = this.props.state || {};
        this.request = request;
        this.state = useState({page: null, chosen});
        useSetupAction({
            rootRef: useRef("root"),
            getLocalState: () => ({request: this.request, chosen: this.state.chosen}),
        });
        onWillStart(() => this.load(this.request, this.state.chosen));
    }

    get page() {
        return this.state.page;
    }

    get ring() {
        return RING;
    }

    arcs(channel) {
        return arcs(channel);
    }

    get weeks() {
        return bars(this.page.weeks);
    }

    /** The week whose reasons are shown: the chosen one, else the present one. */
    get week() {
        const {weeks} = this.page;
        return (
            weeks.find((week) => week.monday === this.state.chosen) ||
            weeks.find((week) => week.is_now)
        );
    }

    sum(name) {
        return this.page.channels.reduce((sum, channel) => sum + channel[name], 0);
    }

    /** Show another quarter; of several requests the last one counts. */
    async load(request, chosen = null) {
        this.request = request;
        this.state.page = await this.keepLast.add(
            this.orm.call("aig.content.target", "get_my_page", [], request)
        );
        this.state.chosen = chosen;
    }

    choose(week) {
        this.state.chosen = week.monday;
    }

    openPosts(name, channel, domain) {
        return this.open(`${channel.name} - ${name}`, [
            ["target_id", "in", channel.target_ids],
            ...domain,
        ]);
    }

    openDone(channel) {
        return this.openPosts(_t("Published"), channel, [["state", "=", "published"]]);
    }

    openPlanned(channel) {
        return this.openPosts(_t("In work"), channel, [
            ["state", "not in", ["published", "cancelled"]],
        ]);
    }

    openWeek(channel) {
        return this.openPosts(_t("This week"), channel, [
            "|",
            ["date_published", ">=", this.page.monday],
            "&",
            ["date_published", "=", false],
            ["week_planned", "=", this.page.monday],
        ]);
    }

    openTargets(channel) {
        return this.actionService.doAction({
            type: "ir.actions.act_window",
            name: channel.name,
            res_model: "aig.content.target",
            domain: [["id", "in", channel.target_ids]],
            views: [
                [false, "list"],
                [false, "form"],
            ],
            context: {create: false},
        });
    }

    openWeekPosts(week) {
        const last = luxon.DateTime.fromISO(week.monday).plus({days: 6}).toISODate();
        return this.open(`${week.name} - ${week.until}`, [
            ["target_id.user_id", "=", this.userId],
            "|",
            "&",
            ["date_published", ">=", week.monday],
            ["date_published", "<=", last],
            "&",
            ["date_published", "=", false],
            ["week_planned", "=", week.monday],
        ]);
    }

    get userId() {
        return this.page.user_id;
    }

    open(name, domain) {
        return this.actionService.doAction({
            type: "ir.actions.act_window",
            name,
            res_model: "aig.content.post",
            domain,
            views: [
                [false, "list"],
                [false, "kanban"],
                [false, "form"],
            ],
            mobile_view_mode: "kanban",
            context: {create: false},
        });
    }

    openPost(post) {
        return this.actionService.doAction({
            type: "ir.actions.act_window",
            res_model: "aig.content.post",
            res_id: post.id,
            views: [[false, "form"]],
        });
    }

    newPost() {
        return this.actionService.doAction({
            type: "ir.actions.act_window",
            name: _t("New post"),
            res_model: "aig.content.post",
            views: [[false, "form"]],
            context: {default_week_planned: this.page.monday},
        });
    }
}

registry.category("actions").add("aig_4e_content.my_target", MyTarget);
