from . import aig_kpi_mail
from . import res_company_kpi_mail
from . import res_config_settings_kpi_mail
from . import res_users_kpi_mail
from . import spreadsheet_dashboard
