import {helpers, registries} from "@odoo/o-spreadsheet";
import {_t} from "@web/core/l10n/translation";

const {arg, formatValue, toNumber} = helpers;
const {functionRegistry} = registries;
const BILLION = 1_000_000_000;
const MILLION = 1_000_000;

/** How an amount is shown so that people can say it: 385 mn, 1.2 bn; 385 tr, 1,2 tỷ. */
export function compactFormat(amount) {
    const size = Math.abs(amount);
    // What would round to 1000 million is a billion.
    if (size >= BILLION - MILLION / 2) {
        const unit = _t("bn");
        return `#,##0.0,,,[$ ${unit}]`;
    }
    if (size >= MILLION) {
        const unit = _t("mn");
        return `#,##0,,[$ ${unit}]`;
    }
    return "#,##0";
}

/** An amount as a text, for the scales of charts. */
export function compactAmount(amount, locale) {
    return formatValue(amount, {format: compactFormat(amount), locale});
}

functionRegistry.add("AIG.MONEY", {
    description: _t("Shows an amount in millions or billions."),
    args: [arg("value (number)", _t("The amount."))],
    compute(value) {
        const amount = toNumber(value, this.locale);
        return {value: amount, format: compactFormat(amount)};
    },
    returns: ["NUMBER"],
    hidden: true,
});

functionRegistry.add("AIG.NUMBER", {
    description: _t("A sum; nothing at all comes to 0."),
    args: [arg("value (number)", _t("The number."))],
    compute(value) {
        return {value: toNumber(value, this.locale), format: value?.format};
    },
    returns: ["NUMBER"],
    hidden: true,
});
