from . import aig_my_day_pace
from . import aig_my_day_plan
from . import aig_my_day_position
from . import aig_task_effort
from . import aig_task_saved
