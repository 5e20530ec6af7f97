from . import aig_care_contact_report, aig_care_count_report
