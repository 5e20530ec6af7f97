import {ConnectionLostError} from "@web/core/network/rpc";
import {Record} from "@web/model/relational_model/record";
import {patch} from "@web/core/utils/patch";

/**
 * What was typed stays when the server cannot be asked what follows from it; core would
 * put the former value back. The server finds out when the record is saved.
 */
patch(Record.prototype, {
    async _getOnchangeValues(...args) {
        try {
            return await super._getOnchangeValues(...args);
        } catch (error) {
            if (!(error instanceof ConnectionLostError)) {
                throw error;
            }
            Promise.reject(error); // The notice of the lost connection
            return {};
        }
    },
});
