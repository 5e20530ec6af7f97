from . import aig_territory_assign
