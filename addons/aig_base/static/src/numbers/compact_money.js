import {_t} from "@web/core/l10n/translation";
import {formatFloat} from "@web/core/utils/numbers";

const BILLION = 1_000_000_000;
const MILLION = 1_000_000;

/** An amount as people say it: 385 m, 1.2 bn; in Vietnamese 385 tr, 1,2 tỷ. */
export function compactMoney(amount) {
    const options = {digits: [16, 1], trailingZeros: false};
    // What would round to 1000 million is a billion.
    if (Math.abs(amount) >= BILLION - MILLION / 20) {
        return _t("%s bn", formatFloat(amount / BILLION, options));
    }
    if (Math.abs(amount) >= MILLION) {
        return _t("%s m", formatFloat(amount / MILLION, options));
    }
    return formatFloat(amount, {digits: [16, 0]});
}
