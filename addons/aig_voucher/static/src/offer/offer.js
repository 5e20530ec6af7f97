/**
 * “Sign this much more, get this”: `tools/offer.py` once more, for the browser.
 *
 * Whole numbers throughout, so that no figure is rounded on the way: money in the
 * currency's smallest unit, points and multiplier in hundredths.
 */

const HUNDRED = 100n;
/** Decimals of the share to warn at, as the server sends it. */
const SHARE_UNIT = 10n ** 8n;
/** A share is told in thousandths of a percent, rounded down. */
const SHARE_TOLD = 100000n;

/** The terms of a voucher, from the server's texts. */
export function readTerms(data) {
    const terms = {digits: data.digits, gifts: []};
    for (const [name, value] of Object.entries(data)) {
        if (typeof value === "string") {
            terms[name] = BigInt(value);
        }
    }
    for (const gift of data.gifts) {
        terms.gifts.push({id: gift.id, name: gift.name, value: BigInt(gift.value)});
    }
    terms.stops = data.stops.map(BigInt);
    return terms;
}

/** What signing `more` beyond the secured sales gives. */
export function offer(terms, more) {
    // Half up, as currencies are rounded
    const stretch = (2n * more * terms.multiplier + HUNDRED) / (2n * HUNDRED);
    const points = terms.secured_points + (stretch * HUNDRED) / terms.revenue_per_point;
    const amount = (points * terms.point_value) / HUNDRED;
    const sales = terms.secured + more;
    // At most: of whoever may not see costs, the server rounds the share up
    const cost = (amount * terms.cost_part + terms.cost_whole - 1n) / terms.cost_whole;
    return {
        more,
        points,
        amount,
        sales,
        share: sales ? (amount * SHARE_TOLD) / sales : null,
        warns: sales > 0n && amount * SHARE_UNIT > terms.warn_share * sales,
        cost,
        margin: sales - cost,
        counts: terms.gifts
            .filter((gift) => gift.value > 0n && gift.value <= amount)
            .map((gift) => ({...gift, count: amount / gift.value})),
    };
}
