"""Who may do what: model x role x operation, the one place where it is written.

Each row says, for the operations read, write, create and unlink in this order, how
far a role reaches:

``none``     not at all
``own``      records of which the person is the salesperson (or, where a model has no
             salesperson, which the person made)
``subtree``  own records, and those of the territories the person is a member of or
             manages, with everything below them
``open``     as ``subtree``, and records without a territory
``all``      every record of the company

The tests run every cell on records of one's own, of a colleague, below, sideways, above
and without a territory. ``docs/SECURITY.md`` is rendered from here
(``python tests/addons/test_aig_conformance/render_security.py``).

A new model needs a row here and a builder in ``builders/``.
"""

#: Role -> what people call it. Every row names every role.
ROLES = {
    "sales_user": "Salesperson",
    "sales_manager": "Sales manager",
    "director": "Director",
    "content_user": "Content officer",
    "content_manager": "Content manager",
    "accountant": "Accountant",
    "plain": "Internal user without a role",
    "portal": "Portal user",
    "public": "Visitor",
}
OPERATIONS = ("read", "write", "create", "unlink")
SCOPES = ("none", "own", "subtree", "open", "all")

NOTHING = "none none none none"
LOOK = "all none none none"
EVERYTHING = "all all all all"

SALES = ("sales_user", "sales_manager", "director")
CONTENT = ("content_user", "content_manager")
OUTSIDE = ("portal", "public")
OTHERS = (*CONTENT, "accountant", "plain", *OUTSIDE)


def row(roles, rights):
    """The same rights for several roles."""
    return dict.fromkeys(roles, rights)


#: Plans and vouchers: read in the territory, written by their salesperson.
DOCUMENT = {
    "sales_user": "subtree own own own",
    "sales_manager": "subtree subtree subtree subtree",
    "director": EVERYTHING,
    **row(OTHERS, NOTHING),
}
#: What the system alone writes; read in the territory.
SYSTEM_WRITTEN = {
    **row(("sales_user", "sales_manager"), "subtree none none none"),
    "director": LOOK,
    **row(OTHERS, NOTHING),
}
#: Views of the database: people read their own figures, managers their people's.
FIGURES = {
    "sales_user": "own none none none",
    "sales_manager": "subtree none none none",
    "director": LOOK,
    **row(OTHERS, NOTHING),
}
#: Lists everybody inside chooses from, kept by directors.
CATALOGUE = {
    **row(("sales_user", "sales_manager", *CONTENT, "accountant", "plain"), LOOK),
    "director": EVERYTHING,
    **row(OUTSIDE, NOTHING),
}
#: Drafts of managers; directors see and keep everybody's.
REHEARSAL = {
    "sales_manager": "own own own own",
    "director": EVERYTHING,
    **row(("sales_user", *OTHERS), NOTHING),
}
#: A wizard belongs to the person who opened it.
SALES_WIZARD = {
    **row(SALES, "own own own none"),
    **row(OTHERS, NOTHING),
}
#: One that only managers may open.
MANAGERS_WIZARD = {
    **row(("sales_manager", "director"), "own own own none"),
    **row(("sales_user", *OTHERS), NOTHING),
}

TABLE = {
    # aig_base
    "aig.period": CATALOGUE,
    # aig_territory
    "aig.territory": CATALOGUE,
    "aig.territory.membership": {
        **row(("sales_user", "sales_manager"), LOOK),
        "director": EVERYTHING,
        **row(OTHERS, NOTHING),
    },
    "aig.territory.rule": {
        "sales_manager": LOOK,
        "director": EVERYTHING,
        **row(("sales_user", *OTHERS), NOTHING),
    },
    "aig.territory.rehearsal": REHEARSAL,
    "aig.territory.rehearsal.line": REHEARSAL,
    "aig.territory.rehearsal.person": {
        "sales_manager": "own none none none",
        "director": LOOK,
        **row(("sales_user", *OTHERS), NOTHING),
    },
    "aig.territory.assign": MANAGERS_WIZARD,
    # written once; between its days the stand-in sees the customers: not in this table
    "aig.territory.delegation": {
        "sales_user": "subtree none own none",
        "sales_manager": "subtree none subtree none",
        "director": "all none all none",
        **row(OTHERS, NOTHING),
    },
    # aig_customer_care
    "aig.care.purpose": CATALOGUE,
    "aig.care.batch": {
        "sales_user": "subtree own none own",
        "sales_manager": "subtree subtree none subtree",
        "director": "all all none all",
        **row(OTHERS, NOTHING),
    },
    "aig.care.batch.line": {
        "sales_user": "subtree none none none",
        "sales_manager": "subtree none none none",
        "director": "all none none none",
        **row(OTHERS, NOTHING),
    },
    "aig.care.log": {
        **row(("sales_user", "sales_manager"), "subtree none own none"),
        "director": "all none own none",
        **row(CONTENT, "own none none none"),
        **row(("accountant", "plain", *OUTSIDE), NOTHING),
    },
    "aig.care.log.reverse": SALES_WIZARD,
    # written by the system when a link is followed or an answer comes in
    "aig.care.evidence": {
        **row(("sales_user", "sales_manager"), "subtree none none none"),
        "director": LOOK,
        **row(CONTENT, "own none none none"),
        **row(("accountant", "plain", *OUTSIDE), NOTHING),
    },
    # a salesperson's on the own rows, a manager's on those of the territories
    "aig.care.feedback": {
        **row(("sales_user", "sales_manager"), "subtree none own none"),
        "director": "all none own none",
        **row(CONTENT, "own none none none"),
        **row(("accountant", "plain", *OUTSIDE), NOTHING),
    },
    "aig.care.contact": SALES_WIZARD,
    "aig.care.contact.plan": DOCUMENT,
    "aig.care.contact.plan.line": DOCUMENT,
    # a view of the database: nobody writes it
    "aig.care.contact.report": SYSTEM_WRITTEN,
    # written by a trigger of the log
    "aig.care.count": SYSTEM_WRITTEN,
    "aig.care.count.report": FIGURES,
    "aig.care.cap": CATALOGUE,
    # a customer's own days: like the customer; those of all customers are read by all
    "aig.care.quiet.day": {
        "sales_user": "subtree none none none",
        "sales_manager": "subtree subtree open subtree",
        "director": EVERYTHING,
        **row(OTHERS, NOTHING),
    },
    # the guard's own bookkeeping
    "aig.care.turn": {**row((*SALES, *OTHERS), NOTHING)},
    "aig.care.departure": row((*SALES, *OTHERS), NOTHING),
    # aig_position
    "aig.position": CATALOGUE,
    "aig.position.kind": CATALOGUE,
    "aig.position.restriction": CATALOGUE,
    "aig.position.rate": CATALOGUE,
    "aig.position.booking": DOCUMENT,
    "aig.position.offer": DOCUMENT,
    "aig.position.offer.line": DOCUMENT,
    # what the database keeps apart: people see bookings, and what is free
    "aig.position.stay": row((*SALES, *OTHERS), NOTHING),
    "aig.position.find": SALES_WIZARD,
    "aig.position.photo": CATALOGUE,
    "aig.position.document": CATALOGUE,
    "aig.position.share": SALES_WIZARD,
    # how much of a place is taken, never by whom
    "aig.position.usage": {**row(SALES, LOOK), **row(OTHERS, NOTHING)},
    "aig.position.import": {
        "director": "own own own none",
        **row(("sales_user", "sales_manager", *OTHERS), NOTHING),
    },
    "aig.position.wait": DOCUMENT,
    "aig.position.block": SALES_WIZARD,
    # the answer is written by the system, for whoever asked
    "aig.position.block.line": {
        **row(SALES, "own none none none"),
        **row(OTHERS, NOTHING),
    },
    # aig_4e_content
    **row(
        (
            "aig.content.channel",
            "aig.content.check",
            "aig.content.topic",
            "aig.content.type",
        ),
        {
            **row((*SALES, "content_user", "accountant", "plain"), LOOK),
            "content_manager": EVERYTHING,
            **row(OUTSIDE, NOTHING),
        },
    ),
    # a draft: salespeople read what is published, or planned for their customers
    "aig.content.post": {
        "content_user": "all own own own",
        **row(("content_manager", "director"), EVERYTHING),
        **row(("sales_user", "sales_manager"), NOTHING),
        **row(("accountant", "plain", *OUTSIDE), NOTHING),
    },
    "aig.content.import": {
        **row(CONTENT, "own own own none"),
        **row((*SALES, "accountant", "plain", *OUTSIDE), NOTHING),
    },
    "aig.content.import.line": {
        **row(CONTENT, "own own own own"),
        **row((*SALES, "accountant", "plain", *OUTSIDE), NOTHING),
    },
    # aig_4e_content, what customers get: planned by the department for all of them
    "aig.content.roadmap": {**DOCUMENT, **row(CONTENT, EVERYTHING)},
    "aig.content.mailing": DOCUMENT,
    "aig.content.mailing.line": DOCUMENT,
    # what orders are worth, content officers do not read
    "aig.content.effect": {
        **row(("sales_user", "sales_manager"), "subtree none none none"),
        "director": LOOK,
        **row(CONTENT, LOOK),
        **row(("accountant", "plain", *OUTSIDE), NOTHING),
    },
    # aig_sales_plan
    "aig.sales.plan": DOCUMENT,
    "aig.sales.plan.line": DOCUMENT,
    "aig.sales.goal": CATALOGUE,
    # an idea carries the name of whoever had it: nobody proposes in another's
    "aig.sales.plan.idea": {
        "sales_user": "subtree own own own",
        "sales_manager": "subtree subtree own subtree",
        "director": "all all own all",
        **row(OTHERS, NOTHING),
    },
    "aig.sales.plan.decision": {
        **row(("sales_manager", "director"), "own own own none"),
        **row(("sales_user", *OTHERS), NOTHING),
    },
    "aig.sales.plan.guide": SALES_WIZARD,
    "aig.sales.plan.revision": SYSTEM_WRITTEN,
    "aig.sales.plan.bridge": SALES_WIZARD,
    "aig.sales.plan.cash.flow": SALES_WIZARD,
    # planned sales; deals and orders have a rule of their own
    "aig.sales.forecast": SYSTEM_WRITTEN,
    "aig.sales.plan.adjust": SALES_WIZARD,
    "aig.sales.plan.revision.diff": SALES_WIZARD,
    # the books write them, people type what was promised
    "aig.sales.plan.receivable": {
        "sales_user": "subtree own none none",
        "sales_manager": "subtree subtree none none",
        "director": "all all none none",
        **row(OTHERS, NOTHING),
    },
    "aig.sales.plan.source": DOCUMENT,
    "aig.sales.plan.override": SYSTEM_WRITTEN,
    "aig.sales.plan.price": DOCUMENT,
    # a view of the database: nobody writes it
    "aig.sales.plan.structure": SYSTEM_WRITTEN,
    "aig.sales.plan.generate": SALES_WIZARD,
    "aig.sales.plan.refresh": SALES_WIZARD,
    "aig.sales.plan.refresh.line": SALES_WIZARD,
    "aig.sales.distribution": {
        **row(("sales_user", "sales_manager"), LOOK),
        "director": EVERYTHING,
        **row(OTHERS, NOTHING),
    },
    "aig.sales.target": {
        "sales_user": "own none none none",
        "sales_manager": "subtree subtree subtree subtree",
        "director": EVERYTHING,
        **row(OTHERS, NOTHING),
    },
    "aig.sales.target.report": FIGURES,
    "aig.sales.target.split": MANAGERS_WIZARD,
    "aig.sales.target.split.line": MANAGERS_WIZARD,
    # a copy of what its row says: sending writes it, nobody types
    "aig.sales.plan.letter": SYSTEM_WRITTEN,
    # aig_voucher
    "aig.voucher": DOCUMENT,
    "aig.voucher.package": DOCUMENT,
    "aig.voucher.package.line": DOCUMENT,
    "aig.voucher.policy": {
        **row(("sales_user", "sales_manager"), LOOK),
        "director": EVERYTHING,
        **row(OTHERS, NOTHING),
    },
    "aig.voucher.gift": {
        "sales_user": LOOK,
        **row(("sales_manager", "director"), EVERYTHING),
        **row(OTHERS, NOTHING),
    },
    # a wrong delivery is followed by one that takes it back
    "aig.voucher.delivery": {
        "sales_user": "subtree none own none",
        "sales_manager": "subtree none subtree none",
        "director": "all none all none",
        **row(OTHERS, NOTHING),
    },
    "aig.voucher.propose": SALES_WIZARD,
    "aig.voucher.propose.line": SALES_WIZARD,
    "aig.voucher.effect": SYSTEM_WRITTEN,
    # what visitors of the customers' pages try, for the limit alone
    "aig.voucher.attempt": row((*SALES, *OTHERS), NOTHING),
    # the ledger of points: the system adds rows, nobody writes it
    **row(
        (
            "aig.voucher.cause",
            "aig.voucher.point",
            "aig.voucher.balance",
            "aig.voucher.statement",
        ),
        {
            **row(("sales_user", "sales_manager"), "subtree none none none"),
            "director": LOOK,
            **row(OTHERS, NOTHING),
        },
    ),
    # points from before bind the company: a director types or imports them, once
    "aig.voucher.opening": {
        "director": "all none all none",
        **row(("sales_user", "sales_manager", *OTHERS), NOTHING),
    },
    "aig.voucher.advance": MANAGERS_WIZARD,
    "aig.voucher.refusal": MANAGERS_WIZARD,
    # aig_4e_content: targets, their weeks, goals and reminders
    "aig.content.target": {
        "content_user": "own none none none",
        "content_manager": EVERYTHING,
        "director": LOOK,
        **row(("sales_user", "sales_manager", "accountant", "plain"), NOTHING),
        **row(OUTSIDE, NOTHING),
    },
    # the robot writes them
    **row(
        ("aig.content.allocation", "aig.content.reminder"),
        {
            "content_user": "own none none none",
            **row(("content_manager", "director"), LOOK),
            **row(("sales_user", "sales_manager", "accountant", "plain"), NOTHING),
            **row(OUTSIDE, NOTHING),
        },
    ),
    "aig.content.goal": {
        "content_manager": EVERYTHING,
        **row(("content_user", "director"), LOOK),
        **row(("sales_user", "sales_manager", "accountant", "plain"), NOTHING),
        **row(OUTSIDE, NOTHING),
    },
    # aig_kpi_dashboard and what joins it
    **row(
        (
            "aig.kpi.care",
            "aig.kpi.deal",
            "aig.kpi.meeting",
            "aig.kpi.silence",
            "aig.kpi.order",
            "aig.kpi.revenue",
            "aig.kpi.cash",
            "aig.kpi.receivable",
            "aig.kpi.plan",
            "aig.kpi.target",
            "aig.kpi.point",
            "aig.kpi.voucher",
        ),
        FIGURES,
    ),
    "aig.kpi.post": {
        **row((*CONTENT, "director"), LOOK),
        **row(("sales_user", "sales_manager", "accountant", "plain"), NOTHING),
        **row(OUTSIDE, NOTHING),
    },
    "aig.kpi.content.target": {
        "content_user": "own none none none",
        **row(("content_manager", "director"), LOOK),
        **row(("sales_user", "sales_manager", "accountant", "plain"), NOTHING),
        **row(OUTSIDE, NOTHING),
    },
    # Odoo's own models that carry a territory
    "res.partner": {
        **row(("sales_user", "sales_manager"), "open open open none"),
        "director": "all all all none",
        **row(CONTENT, LOOK),
        "accountant": LOOK,
        "plain": "open none none none",
        **row(OUTSIDE, NOTHING),
    },
    "crm.lead": {
        "sales_user": "own own own none",
        "sales_manager": "subtree subtree subtree none",
        "director": EVERYTHING,
        **row(OTHERS, NOTHING),
    },
    "sale.order": {
        "sales_user": "own own own none",
        "sales_manager": "subtree subtree subtree none",
        "director": EVERYTHING,
        **row(CONTENT, NOTHING),
        "accountant": "all all none none",
        **row(("plain", *OUTSIDE), NOTHING),
    },
    "account.move": {
        **row(("sales_user", "sales_manager"), "subtree none none none"),
        "director": LOOK,
        **row(CONTENT, NOTHING),
        "accountant": EVERYTHING,
        **row(("plain", *OUTSIDE), NOTHING),
    },
    # Odoo's models whose records hang on a customer, or on a document of one
    "account.move.line": {
        **row(("sales_user", "sales_manager"), "subtree none none none"),
        "director": LOOK,
        **row(CONTENT, NOTHING),
        "accountant": EVERYTHING,
        **row(("plain", *OUTSIDE), NOTHING),
    },
    "account.payment": {
        **row((*SALES, *CONTENT), NOTHING),
        "accountant": EVERYTHING,
        **row(("plain", *OUTSIDE), NOTHING),
    },
    "sale.order.line": {
        "sales_user": "own own own own",
        "sales_manager": "subtree subtree subtree subtree",
        "director": EVERYTHING,
        **row(CONTENT, NOTHING),
        "accountant": "all all none none",
        **row(("plain", *OUTSIDE), NOTHING),
    },
    # of an opportunity
    "mail.activity": {
        "sales_user": "own own own own",
        "sales_manager": "subtree subtree subtree subtree",
        "director": EVERYTHING,
        **row((*CONTENT, "accountant", "plain"), "own own none own"),
        **row(OUTSIDE, NOTHING),
    },
    "mail.message": {
        "sales_user": "own own own own",
        "sales_manager": "subtree subtree subtree subtree",
        "director": EVERYTHING,
        **row(OTHERS, NOTHING),
    },
    # of a customer
    "calendar.event": {
        **row(("sales_user", "sales_manager"), "open open open open"),
        "director": EVERYTHING,
        **row(CONTENT, "open open open open"),
        "accountant": EVERYTHING,
        "plain": "open open open open",
        "portal": "own none none none",
        "public": NOTHING,
    },
    "ir.attachment": {
        **row(("sales_user", "sales_manager"), "open open open open"),
        "director": EVERYTHING,
        **row((*CONTENT, "accountant"), LOOK),
        "plain": "open none none none",
        **row(OUTSIDE, NOTHING),
    },
    "mail.followers": {
        **row(("sales_user", "sales_manager"), "open none none none"),
        **row(("director", *CONTENT, "accountant"), LOOK),
        "plain": "open none none none",
        **row(OUTSIDE, NOTHING),
    },
    "res.partner.bank": {
        **row(("sales_user", "sales_manager"), "open none none none"),
        **row(("director", *CONTENT, "accountant"), LOOK),
        "plain": "open none none none",
        **row(OUTSIDE, NOTHING),
    },
    # aig_kpi_dashboard
    # comes with the addon; what a task took before is a director's to correct
    "aig.task.effort": {
        **row(("sales_user", "sales_manager", *CONTENT, "accountant", "plain"), LOOK),
        "director": "all all none none",
        **row(OUTSIDE, NOTHING),
    },
    # a view of the database: nobody writes it
    "aig.task.saved": {
        "sales_user": "own none none none",
        "sales_manager": "subtree none none none",
        "director": LOOK,
        **row(OTHERS, NOTHING),
    },
}
