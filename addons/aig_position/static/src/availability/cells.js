/** What a cell of the grid is: its number says how many slots are free. */
export function cellState(slots, free, held) {
    if (free > 0) {
        return free >= slots ? "free" : "partly";
    }
    return held > 0 ? "held" : "taken";
}

/**
 * The days of a month in weeks from Monday to Sunday; null before the first and after
 * the last.
 *
 * @param {luxon.DateTime} month any day of it
 */
export function monthWeeks(month) {
    const first = month.startOf("month");
    const cells = Array(first.weekday - 1).fill(null);
    for (let day = 0; day < first.daysInMonth; day++) {
        cells.push(first.plus({days: day}));
    }
    while (cells.length % 7) {
        cells.push(null);
    }
    const weeks = [];
    for (let start = 0; start < cells.length; start += 7) {
        weeks.push(cells.slice(start, start + 7));
    }
    return weeks;
}
