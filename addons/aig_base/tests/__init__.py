from . import test_aig_period
from . import test_connection_js
from . import test_export
from . import test_res_company
from . import test_res_groups
from . import test_webmanifest
