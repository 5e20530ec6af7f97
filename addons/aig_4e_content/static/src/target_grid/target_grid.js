import {Component, onWillStart, useRef, useState} from "@odoo/owl";
import {ControlPanel} from "@web/search/control_panel/control_panel";
import {KeepLast} from "@web/core/utils/concurrency";
import {_t} from "@web/core/l10n/translation";
import {parseBlock} from "@aig_base/grid/grid_block";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useService} from "@web/core/utils/hooks";
import {useSetupAction} from "@web/search/action_hook";

const STEPS = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    Enter: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
};
const GOAL = "goal";

/**
 * A number of posts as typed or pasted: null for an empty cell, undefined for what is
 * none.
 */
export function parseNumber(text) {
    const bare = text.trim();
    if (["", "-", "–", "—"].includes(bare)) {
        return null;
    }
    return /^\d{1,6}$/.test(bare) ? Number(bare) : undefined;
}

/**
 * Targets of a quarter, given as in a spreadsheet: persons down, channels across, above
 * them the goals of the company and what of them is not assigned. A person opens into
 * topics, each with targets of its own beside the one of any other topic.
 */
export class TargetGrid extends Component {
    static template = "aig_4e_content.TargetGrid";
    static components = {ControlPanel};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.actionService = useService("action");
        this.notification = useService("notification");
        this.keepLast = new KeepLast();
        this.root = useRef("root");
        const {request = {}} = this.props.state || {};
        this.request = request;
        this.state = useState({grid: null, opened: {}});
        useSetupAction({
            rootRef: this.root,
            getLocalState: () => ({request: this.request}),
            beforeLeave: () => this.commit(),
        });
        onWillStart(() => this.load(this.request));
    }

    get grid() {
        return this.state.grid;
    }

    // Numbers ------------------------------------------------------------------------

    cell(person, channel) {
        return this.grid.cells[`${person.id}-${channel.id}`];
    }

    /** What a line has in a channel: of any topic, or of the line's own. */
    shown({person, topic}, channel) {
        if (topic) {
            const key = `${person.id}-${channel.id}-${topic.id}`;
            return this.grid.topic_cells[key] ?? "";
        }
        return this.cell(person, channel)?.quantity ?? "";
    }

    /** Persons, and below each that is open its topics. */
    get lines() {
        return this.grid.people.flatMap((person) => [
            {key: `${person.id}`, person},
            ...(this.state.opened[person.id] ? this.grid.topics : []).map((topic) => ({
                key: `${person.id}-${topic.id}`,
                person,
                topic,
            })),
        ]);
    }

    label({person, topic}, channel) {
        return [person.name, channel.name, topic?.name].filter(Boolean).join(", ");
    }

    topicsLabel(person) {
        return _t("Topics of %s", person.name);
    }

    async toggle(person) {
        await this.commit();
        this.state.opened[person.id] = !this.state.opened[person.id];
    }

    topics(person, channel) {
        return this.cell(person, channel)?.topics || 0;
    }

    total(cells) {
        return cells.reduce(
            (sum, cell) => sum + (cell?.quantity || 0) + (cell?.topics || 0),
            0
        );
    }

    ofLine(line) {
        const {channels} = this.grid;
        if (line.topic) {
            return channels.reduce(
                (sum, channel) => sum + (this.shown(line, channel) || 0),
                0
            );
        }
        return this.total(channels.map((channel) => this.cell(line.person, channel)));
    }

    assigned(channel) {
        return this.total(this.grid.people.map((person) => this.cell(person, channel)));
    }

    get all() {
        return this.total(Object.values(this.grid.cells));
    }

    goalLabel(channel) {
        return _t("Goal, %s", channel.name);
    }

    /** What of the goal is not assigned, in words; nothing where all is or no goal is. */
    gap(channel) {
        if (channel.goal === null) {
            return "";
        }
        const left = channel.goal - this.assigned(channel);
        if (left > 0) {
            return _t("%s not assigned", left);
        }
        return left < 0 ? _t("%s more than the goal", -left) : "";
    }

    // Reading and writing ------------------------------------------------------------

    async load(request) {
        await this.commit();
        this.request = request;
        this.state.grid = await this.keepLast.add(
            this.orm.call("aig.content.target", "get_grid", [], request)
        );
    }

    /** Leave the cell that is being typed into, which writes it. */
    async commit() {
        const input = this.root.el?.querySelector("input:focus");
        input?.blur();
        await this.writing;
    }

    /**
     * @param {Array} places rows of a line or "goal", channel, number
     */
    write(places) {
        const cells = [];
        const goals = [];
        for (const [row, channel, number] of places) {
            if (row === GOAL) {
                goals.push([channel, number]);
            } else {
                const topic = row.topic ? [row.topic.id] : [];
                cells.push([row.person.id, channel, number, ...topic]);
            }
        }
        const {year, quarter} = this.grid.quarter;
        this.writing = this.send([year, quarter, cells, goals]);
        return this.writing;
    }

    async send(args) {
        try {
            this.state.grid = await this.keepLast.add(
                this.orm.call("aig.content.target", "action_write_grid", args)
            );
        } catch (error) {
            // what is refused must not look as if it were written
            this.state.grid = await this.orm.call(
                "aig.content.target",
                "get_grid",
                [],
                this.request
            );
            throw error;
        }
    }

    onChange(ev, row, channel) {
        const number = parseNumber(ev.target.value);
        if (number === undefined) {
            this.refuse([ev.target.value]);
            ev.target.value =
                row === GOAL ? (channel.goal ?? "") : this.shown(row, channel);
            return;
        }
        return this.write([[row, channel.id, number]]);
    }

    refuse(texts) {
        this.notification.add(
            _t("“%s” is no number of posts: type 0 or more.", texts.join("”, “")),
            {title: _t("Nothing was written"), type: "danger"}
        );
    }

    // Keyboard and clipboard ---------------------------------------------------------

    onKeydown(ev, rowIndex, columnIndex) {
        const step = STEPS[ev.key];
        const {selectionStart: start, selectionEnd: end, value} = ev.target;
        const isWhole = start === 0 && end === value.length;
        if (!step || (step[1] < 0 && start > 0 && !isWhole)) {
            return;
        }
        if (step[1] > 0 && end < value.length && !isWhole) {
            return;
        }
        ev.preventDefault();
        this.input(rowIndex + step[0], columnIndex + step[1])?.focus();
    }

    input(row, column) {
        return this.root.el.querySelector(
            `input[data-row='${row}'][data-column='${column}']`
        );
    }

    /** Rows of the grid from top to bottom: the goals, then the lines. */
    get rows() {
        return [GOAL, ...this.lines];
    }

    onPaste(ev, rowIndex, columnIndex) {
        const text = ev.clipboardData.getData("text/plain");
        if (!/[\t\n]/.test(text.trim())) {
            return;
        }
        ev.preventDefault();
        const block = parseBlock(text);
        const rows = this.rows.slice(rowIndex);
        const channels = this.grid.channels.slice(columnIndex);
        const width = Math.max(...block.map((cells) => cells.length));
        if (block.length > rows.length || width > channels.length) {
            this.notification.add(_t("The block is larger than the grid from here."), {
                title: _t("Nothing was written"),
                type: "danger",
            });
            return;
        }
        const places = block.flatMap((cells, row) =>
            cells.map((cell, column) => [
                rows[row],
                channels[column].id,
                parseNumber(cell),
                cell,
            ])
        );
        const wrong = places.filter((place) => place[2] === undefined);
        if (wrong.length) {
            this.refuse(wrong.slice(0, 5).map((place) => place[3]));
            return;
        }
        return this.write(places);
    }

    // Buttons ------------------------------------------------------------------------

    async copyQuarter() {
        await this.commit();
        const {year, quarter} = this.grid.quarter;
        const {copied, left} = await this.orm.call(
            "aig.content.target",
            "action_copy_quarter",
            [year, quarter]
        );
        const sentences = [_t("Targets copied: %s.", copied)];
        if (left.length) {
            sentences.push(_t("Left out, as they have left: %s.", left.join(", ")));
        }
        this.notification.add(sentences.join(" "), {type: "info"});
        await this.load({year, quarter});
    }

    async openList(domain = []) {
        await this.commit();
        const {year, quarter, name} = this.grid.quarter;
        return this.actionService.doAction({
            type: "ir.actions.act_window",
            name: _t("Targets %s", name),
            res_model: "aig.content.target",
            domain: [["year", "=", year], ["quarter", "=", String(quarter)], ...domain],
            views: [
                [false, "list"],
                [false, "kanban"],
                [false, "form"],
            ],
            mobile_view_mode: "kanban",
        });
    }

    openPerson(person) {
        return this.openList([["user_id", "=", person.id]]);
    }

    openChannel(channel) {
        return this.openList([["channel_id", "=", channel.id]]);
    }
}

registry.category("actions").add("aig_4e_content.target_grid", TargetGrid);
