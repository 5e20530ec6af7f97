from . import test_access_orm
from . import test_access_rpc
from . import test_access_table
