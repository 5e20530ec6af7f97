import {DashboardLoader} from "@spreadsheet_dashboard/bundle/dashboard_action/dashboard_loader_service";
import {patch} from "@web/core/utils/patch";

/** Which dashboards are pages of ours: those are not shared with strangers. */
patch(DashboardLoader.prototype, {
    _getFetchGroupsSpecification() {
        const specification = super._getFetchGroupsSpecification();
        specification.published_dashboard_ids.fields.aig_page = {};
        return specification;
    },
});
