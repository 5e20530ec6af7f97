import {Component, onWillStart, useState} from "@odoo/owl";
import {offer, readTerms} from "./offer";
import {formatFloat} from "@web/views/fields/formatters";
import {formatCurrency} from "@web/core/currency";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useService} from "@web/core/utils/hooks";

/** The slider a seller moves with the customer beside the desk, or on the phone. */
export class VoucherOffer extends Component {
    static template = "aig_voucher.Offer";
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.state = useState({stop: 0});
        onWillStart(async () => {
            const data = await this.orm.call("aig.voucher", "get_seller_offer", [
                [this.props.action.params.voucher_id],
            ]);
            this.currencyId = data.currency_id;
            this.terms = readTerms(data);
            this.state.stop = Math.max(
                this.terms.stops.indexOf(this.terms.expected),
                0
            );
        });
    }

    get customer() {
        return this.props.action.params.customer;
    }

    get last() {
        return this.terms.stops.length - 1;
    }

    get offer() {
        return offer(this.terms, this.terms.stops[this.state.stop]);
    }

    get points() {
        return formatFloat(Number(this.offer.points) / 100, {digits: [16, 2]});
    }

    get share() {
        const {share} = this.offer;
        return share === null
            ? "—"
            : `${formatFloat(Number(share) / 1000, {digits: [16, 1]})} %`;
    }

    get limit() {
        const percent = Number(this.terms.warn_share) / 10 ** 6;
        return `${formatFloat(percent, {digits: [16, 0]})} %`;
    }

    /** The bar ends at twice the limit, so that the limit stands in its middle. */
    get shareWidth() {
        const percent = Number(this.offer.share ?? 0n) / 1000;
        const limit = Number(this.terms.warn_share) / 10 ** 6;
        return limit ? Math.min((percent / limit) * 50, 100) : 0;
    }

    money(amount) {
        const value = Number(amount) / 10 ** this.terms.digits;
        return formatCurrency(value, this.currencyId);
    }

    move(event) {
        this.state.stop = Number(event.target.value);
    }

    step(by) {
        this.state.stop = Math.min(Math.max(this.state.stop + by, 0), this.last);
    }
}

registry.category("actions").add("aig_voucher_offer", VoucherOffer);
