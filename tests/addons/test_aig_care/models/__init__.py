from . import test_aig_care_document
