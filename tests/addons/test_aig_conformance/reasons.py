"""Exceptions from the rules of this addon, each with its reason."""

#: English word -> why Vietnamese people use the same.
SAME_IN_VIETNAMESE = {
    "Email": "the word used in Vietnam",
    "Voucher": "the sources' own word",
    "Vouchers": "the sources' own word",
    "Billboard": "the trade's own word",
    "Kanban": "a name",
    "Adtech": "a channel's own name",
    "E-Magazine": "a channel's own name",
    "Ex-Dooh": "a channel's own name",
    "Landipage": "a channel's own name",
    "Twoctv": "a channel's own name",
    "Wifi Marketing": "a channel's own name",
    "Video": "the sources' own word",
    "https://...": "an address",
    "OK": "understood everywhere",
    "4E": "the platform's name",
}

#: model with company_id -> why it has no company rule
NO_COMPANY_RULE = {
    "aig.territory": "the tree holds names, and is shared by the group's companies",
    "aig.voucher.propose.line": "a dialog of one person; its gifts have their own rule",
}

#: model with territory_id -> why it has no territory rule
NO_TERRITORY_RULE = {
    "aig.territory.membership": "who works where is no secret among sales staff",
    "aig.territory.assign": "a dialog of one person, who types the territory",
    "aig.territory.delegation": "its rule reads the territory of the person instead",
    "aig.territory.rule": "the rules in force are the same for all managers",
    "aig.sales.target.split.line": "a draft of the one person who may set the target",
    "aig.kpi.post": "its territory is always empty: the department reads all posts",
    "aig.kpi.content.target": "its territory is always empty: targets are a person's",
}

#: ids that do not follow the scheme of the model they belong to
FREE_IDS = {
    "aig_base.aig_menu_root": "the application itself, no model's menu",
    "aig_base.aig_menu_reporting": "collects menus of other addons",
    "aig_base.aig_menu_configuration": "collects menus of other addons",
    "aig_kpi_dashboard.aig_kpi_menu_facts": "collects menus of other addons",
}

#: public methods that are called by the web client's own code, not by a button
PUBLIC_METHODS = {
    "odoo.addons.aig_customer_care.wizard.mail_compose_message_preview"
    ".MailComposeMessage.aig_preview_mail": "the dialog shows the mail by it",
    "odoo.addons.aig_territory.models.aig_territory_board"
    ".AigTerritoryBoard.get_board": "the client action reads its figures by it",
    "odoo.addons.aig_customer_care.models.aig_timeline"
    ".AigTimeline.get_page": "the client action reads its rows by it",
    "odoo.addons.aig_voucher.models.aig_voucher_offer"
    ".AigVoucher.get_seller_offer": "the seller's slider reads its terms by it",
    "odoo.addons.aig_position.models.aig_position_map"
    ".AigPosition.get_map": "the map reads its points by it",
    "odoo.addons.aig_position.models.aig_position_map"
    ".AigPosition.action_open_nowhere": "the map opens what it cannot show by it",
    "odoo.addons.aig_position.models.aig_position_grid"
    ".AigPosition.get_availability": "the grid reads its cells by it",
    "odoo.addons.aig_position.models.aig_position_grid"
    ".AigPosition.action_bookings_between": "a cell of the grid opens it",
    "odoo.addons.aig_kpi_dashboard.report.aig_kpi_fact_mixin"
    ".AigKpiFactMixin.open_records": "pivots, graphs and dashboards open records by it",
    "odoo.addons.aig_kpi_dashboard.report.aig_kpi_fact_together"
    ".AigKpiFactMixin.read_together": "a dashboard reads its figures by it",
    "odoo.addons.aig_kpi_dashboard.models.aig_my_day"
    ".AigMyDay.get_day": "one's own day reads its lists by it",
    "odoo.addons.aig_4e_content.models.aig_content_target_page"
    ".AigContentTarget.get_my_page": "one's own page reads its figures by it",
    "odoo.addons.aig_4e_content.models.aig_content_target_grid"
    ".AigContentTarget.get_grid": "the grid of targets reads its cells by it",
    "odoo.addons.aig_4e_content.models.aig_content_target_grid"
    ".AigContentTarget.action_write_grid": "the grid of targets writes by it",
    "odoo.addons.aig_4e_content.models.aig_content_target_grid"
    ".AigContentTarget.action_copy_quarter": "a button of the grid of targets",
}
