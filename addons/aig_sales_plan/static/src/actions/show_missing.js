import {registry} from "@web/core/registry";

const METER = ".o_aig_plan_steps";

/**
 * A plan that lacks something was not submitted: say what is missing, and take the
 * reader to the links that lead there.
 */
export function showMissing(env, {params}) {
    env.services.notification.add(params.message, {
        type: "warning",
        className: "text-prewrap",
    });
    const meter = document.querySelector(METER);
    if (meter) {
        meter.scrollIntoView({block: "center"});
        meter.querySelector("a")?.focus();
    }
}

registry.category("actions").add("aig_sales_plan_show_missing", showMissing);
