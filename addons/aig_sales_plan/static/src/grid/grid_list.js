import {onWillUnmount, useEffect} from "@odoo/owl";
import {parseAmount, parseBlock} from "@aig_base/grid/grid_block";
import {ListRenderer} from "@web/views/list/list_renderer";
import {_t} from "@web/core/l10n/translation";
import {listView} from "@web/views/list/list_view";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";

const NUMBERS = ["monetary", "float", "integer"];
const NAMED_CELLS = 5;
const VERTICAL = {arrowup: -1, arrowdown: 1, enter: 1};

function dropSymbol(aggregate) {
    if (!aggregate.multiCurrency) {
        aggregate.value = String(aggregate.value).replace(/[^\d.,-]/g, "");
    }
    return aggregate;
}

/**
 * A list that is filled like a spreadsheet: arrows and Enter move between rows in the
 * same column, and a pasted block fills the cells to the right and below, or none.
 */
export class GridListRenderer extends ListRenderer {
    setup() {
        super.setup();
        this.orm = useService("orm");
        this.onPaste = this.onPaste.bind(this);
        useEffect(
            (table) => {
                // Before the cell's own input takes the text.
                table?.addEventListener("paste", this.onPaste, true);
                return () => table?.removeEventListener("paste", this.onPaste, true);
            },
            () => [this.tableRef.el]
        );
        onWillUnmount(() => (this.isGone = true));
    }

    // Sums: the columns are narrow, and all of one currency

    computeAggregates() {
        const aggregates = super.computeAggregates();
        Object.values(aggregates).forEach(dropSymbol);
        return aggregates;
    }

    formatGroupAggregate(group, column) {
        return dropSymbol(super.formatGroupAggregate(group, column));
    }

    // Keyboard

    onCellKeydownEditMode(hotkey, cell, group, record) {
        const column = this.getGridColumn(cell);
        if (column && hotkey in VERTICAL) {
            return this.editAbove(record, column, VERTICAL[hotkey]);
        }
        if (column && this.moveSideways(hotkey, cell)) {
            return true;
        }
        return super.onCellKeydownEditMode(hotkey, cell, group, record);
    }

    /** Go on editing the same column some rows further. */
    editAbove(record, column, step) {
        const {records} = this.props.list;
        const next = records[records.indexOf(record) + step];
        if (next) {
            this.editCell(next, column);
        } else {
            this.props.list.leaveEditMode();
        }
        return true;
    }

    /** The cell is named last: each render before it forgets which one it was. */
    async editCell(record, column) {
        await this.props.list.enterEditMode(record);
        this.cellToFocus = {column, record, forward: true};
    }

    /** An arrow leaves the cell only where the cursor cannot go further in it. */
    moveSideways(hotkey, cell) {
        const input = cell.querySelector("input");
        if (!input || !["arrowleft", "arrowright"].includes(hotkey)) {
            return false;
        }
        const {selectionStart: start, selectionEnd: end, value} = input;
        const isWhole = start === 0 && end === value.length;
        const isLeft = hotkey === "arrowleft";
        if (!isWhole && (isLeft ? end > 0 : start < value.length)) {
            return false;
        }
        const next = isLeft
            ? this.findPreviousFocusableOnRow(cell.parentElement, cell)
            : this.findNextFocusableOnRow(cell.parentElement, cell);
        if (next) {
            this.focus(next);
        }
        return Boolean(next);
    }

    getGridColumn(cell) {
        const name = cell?.getAttribute("name");
        return this.columns.find(
            (column) => column.name === name && this.isGrid(column)
        );
    }

    isGrid(column) {
        const type = column.type === "field" && this.fields[column.name].type;
        return NUMBERS.includes(type);
    }

    // Pasting

    async onPaste(ev) {
        const cell = ev.target.closest("td.o_data_cell");
        const column = this.getGridColumn(cell);
        const text = ev.clipboardData.getData("text/plain");
        if (!column || !text || !this.isInlineEditable() || this.isPart(ev, text)) {
            return;
        }
        const record = this.findRecord(cell);
        if (record.isNew) {
            return;
        }
        ev.preventDefault();
        ev.stopPropagation();
        const {rows, wrong} = this.readBlock(parseBlock(text), record, column);
        if (wrong.length) {
            this.refuse(wrong);
        } else {
            await this.writeBlock(rows, record, column);
        }
    }

    /** One value pasted into the middle of a cell is ordinary typing. */
    isPart(ev, text) {
        const {selectionStart: start, selectionEnd: end, value} = ev.target;
        const isBlock = /[\t\n]/.test(text.trim());
        return (
            !isBlock && value !== undefined && !(start === 0 && end === value.length)
        );
    }

    findRecord(cell) {
        const id = cell.closest("tr.o_data_row").dataset.id;
        return this.props.list.records.find((record) => record.id === id);
    }

    /**
     * Which record gets which numbers; and every cell that cannot be filled.
     */
    readBlock(block, record, column) {
        const {records} = this.props.list;
        const targets = records.slice(records.indexOf(record));
        const columns = this.columns.filter((other) => this.isGrid(other));
        const places = columns.slice(columns.indexOf(column));
        const rows = {};
        const wrong = this.checkSize(block, targets, places);
        for (const [index, cells] of wrong.length ? [] : block.entries()) {
            const target = targets[index];
            rows[target.resId] = {};
            for (const [number, text] of cells.entries()) {
                const amount = parseAmount(text);
                if (amount === null || this.isCellReadonly(places[number], target)) {
                    wrong.push(this.nameCell(target, places[number], text));
                }
                rows[target.resId][places[number].name] = amount;
            }
        }
        return {rows, wrong};
    }

    checkSize(block, targets, places) {
        const width = Math.max(...block.map((cells) => cells.length));
        const wrong = [];
        if (block.length > targets.length) {
            wrong.push(
                _t("The block has %(rows)s rows, but only %(left)s are left here.", {
                    rows: block.length,
                    left: targets.length,
                })
            );
        }
        if (width > places.length) {
            wrong.push(
                _t(
                    "The block has %(columns)s columns, but only %(left)s are left here.",
                    {
                        columns: width,
                        left: places.length,
                    }
                )
            );
        }
        return wrong;
    }

    nameCell(record, column, text) {
        const {partner_id: partner} = record.data;
        return _t("%(row)s, %(column)s: “%(text)s” cannot stand here.", {
            row: partner?.display_name || this.props.list.records.indexOf(record) + 1,
            column: column.label,
            text: text.trim(),
        });
    }

    refuse(wrong) {
        const more = wrong.length - NAMED_CELLS;
        const sentences = wrong.slice(0, NAMED_CELLS);
        if (more > 0) {
            sentences.push(_t("And %s more cells.", more));
        }
        this.notificationService.add(sentences.join(" "), {
            title: _t("Nothing was pasted"),
            type: "danger",
            sticky: true,
        });
    }

    async writeBlock(rows, record, column) {
        const {list} = this.props;
        const {resId} = record;
        if (!(await list.leaveEditMode())) {
            return;
        }
        await this.orm.call(list.resModel, "action_write_grid", [rows], {
            context: list.context,
        });
        await list.load();
        const again = this.props.list.records.find((other) => other.resId === resId);
        if (again && !this.isGone) {
            await this.editCell(again, column);
        }
    }
}

export const gridListView = {...listView, Renderer: GridListRenderer};

registry.category("views").add("aig_grid", gridListView);
