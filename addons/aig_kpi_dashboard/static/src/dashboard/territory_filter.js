import {FilterValuesList} from "@spreadsheet/global_filters/components/filter_values_list/filter_values_list";
import {patch} from "@web/core/utils/patch";

// Who chooses a territory means all below it, too.
patch(FilterValuesList.prototype, {
    setup() {
        super.setup();
        for (const node of this.state.filtersAndValues) {
            const {id, modelName} = node.globalFilter;
            const given = this.props.model.getters.getGlobalFilterValue(id);
            if (modelName === "aig.territory" && !given) {
                node.value = {...node.value, operator: "child_of"};
            }
        }
    },
});
