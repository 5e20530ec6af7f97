from . import test_aig_territory
from . import test_aig_territory_membership
from . import test_visibility
from . import test_visibility_change
