import {
    DateTimeField,
    dateField,
    dateRangeField,
    dateTimeField,
} from "@web/views/fields/datetime/datetime_field";
import {formatDate, formatDateTime} from "@web/views/fields/formatters";
import {localization} from "@web/core/l10n/localization";
import {patch} from "@web/core/utils/patch";

/**
 * Days and moments in figures, as the language orders them: 29/11/2026 12:27. Core's
 * short form leaves out the year. A view that says `numeric` itself is obeyed.
 */
function inFigures(info) {
    return {...info, options: {numeric: true, ...info.options}};
}

/** Core has no format of moments in figures but the one with seconds. */
function toTheMinute() {
    const time = localization.timeFormat.replace(/:ss/, "");
    return `${localization.dateFormat} ${time}`;
}

for (const field of [dateField, dateTimeField, dateRangeField]) {
    patch(field, {
        extractProps(info, dynamicInfo) {
            return super.extractProps(inFigures(info), dynamicInfo);
        },
        listViewWidth(info) {
            return super.listViewWidth(inFigures(info));
        },
    });
}

patch(DateTimeField.prototype, {
    getFormattedValue(valueIndex, numeric = this.props.numeric) {
        const value = this.values[valueIndex];
        const {showSeconds, showTime} = this.props;
        const isMoment = this.field.type === "datetime" && showTime && !showSeconds;
        if (!(value && numeric && isMoment)) {
            return super.getFormattedValue(valueIndex, numeric);
        }
        return formatDateTime(value, {numeric, format: toTheMinute()});
    },
});

patch(formatDate, {
    extractOptions(info) {
        return super.extractOptions(inFigures(info));
    },
});

patch(formatDateTime, {
    extractOptions(info) {
        const options = super.extractOptions(inFigures(info));
        const isMoment = options.numeric && options.showTime && !options.showSeconds;
        return isMoment ? {...options, format: toTheMinute()} : options;
    },
});
