import {Component, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";

const OPTIONS = {enableHighAccuracy: true, timeout: 15000, maximumAge: 0};
// As the browser's PositionError counts
const DENIED = 1;

/** Takes the visitor's position, with leave, into the record (S16). */
export class CheckIn extends Component {
    static template = "aig_customer_care.CheckIn";
    static props = {...standardWidgetProps};

    setup() {
        this.state = useState({busy: false, refusal: ""});
    }

    onClick() {
        const {geolocation} = navigator;
        this.state.refusal = "";
        if (!geolocation) {
            this.state.refusal = _t("This browser does not tell its position.");
            return;
        }
        this.state.busy = true;
        geolocation.getCurrentPosition(
            (position) => this.keep(position.coords),
            (error) => this.refuse(error),
            OPTIONS
        );
    }

    async keep({latitude, longitude, accuracy}) {
        await this.props.record.update({
            latitude,
            longitude,
            accuracy: Math.round(accuracy),
        });
        this.state.busy = false;
    }

    refuse(error) {
        this.state.busy = false;
        this.state.refusal =
            error.code === DENIED
                ? _t(
                      "Your position stays with you. To check in, allow this page to use it, then press again."
                  )
                : _t("Your position cannot be found here. Try again outside.");
    }
}

registry.category("view_widgets").add("aig_checkin", {component: CheckIn});
