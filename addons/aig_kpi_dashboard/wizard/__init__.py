from . import aig_care_contact
