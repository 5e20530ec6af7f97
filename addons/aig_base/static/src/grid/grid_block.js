import {localization} from "@web/core/l10n/localization";

const SPACES = /[\s\u00a0\u202f]/g;
const CURRENCY = /(₫|đ|VND|VNĐ)/gi;

/**
 * Read an amount as spreadsheets write it: with either thousands separator, with or
 * without a currency. An empty cell and a dash are 0.
 *
 * @param {String} text
 * @param {String} decimalPoint of the person's language, for what could be both
 * @returns {Number|null} null where it is no amount
 */
export function parseAmount(text, decimalPoint = localization.decimalPoint) {
    const bare = text.replace(CURRENCY, "").replace(SPACES, "");
    if (["", "-", "–", "—"].includes(bare)) {
        return 0;
    }
    if (!/^\d[\d.,]*$/.test(bare)) {
        return null;
    }
    const mark = findDecimalMark(bare, decimalPoint);
    const [whole, part = ""] = mark ? bare.split(mark) : [bare];
    const groups = whole.split(/[.,]/);
    const isGrouped = groups.slice(1).every((group) => group.length === 3);
    if (!isGrouped || (groups.length > 1 && groups[0].length > 3)) {
        return null;
    }
    return Number(`${groups.join("")}.${part || 0}`);
}

/**
 * Which of the two separators is the decimal mark, if any: the last of both; one that
 * stands alone is it unless three digits follow, or the language says so.
 */
function findDecimalMark(text, decimalPoint) {
    const marks = text.match(/[.,]/g) || [];
    const last = marks.at(-1);
    if (!last || marks.filter((mark) => mark === last).length > 1) {
        return null;
    }
    if (marks.length > 1) {
        return last;
    }
    const digits = text.length - text.indexOf(last) - 1;
    // 1.250 could be either: dong have no decimals, so a group of three is thousands
    return digits === 3 && !(last === decimalPoint && text.startsWith("0"))
        ? null
        : last;
}

/**
 * Rows of cells in what a spreadsheet puts into the clipboard.
 *
 * @param {String} text
 * @returns {String[][]}
 */
export function parseBlock(text) {
    return text
        .replace(/\r\n?/g, "\n")
        .replace(/\n$/, "")
        .split("\n")
        .map((row) => row.split("\t"));
}
