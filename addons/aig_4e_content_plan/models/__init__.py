from . import aig_content_mailing, aig_content_roadmap, aig_sales_plan_line
