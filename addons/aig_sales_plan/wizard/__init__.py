from . import aig_sales_target_split
from . import aig_sales_target_split_line
