from odoo.fields import Command
from odoo.tests import TransactionCase

#: Mail stays quiet in tests unless a class overrides ``default_env_context``.
QUIET_CONTEXT = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
    "no_reset_password": True,
}


class AigCase(TransactionCase):
    """The people of the tests, made once per class.

    ::

        user_director                      everything
        |- user_manager_both               manager of north and south
        |- user_manager_north              |- user_manager_south
        |   |- user_sales_north            |   |- user_sales_south
        |   |- user_sales_north_2
        |- user_no_territory               a salesperson nobody has placed yet
        user_content_manager > user_content, user_accountant (with `account` only),
        user_plain (internal, no role), user_portal

    Who has which territory is set by ``aig_territory``'s own test case.
    The password of each user is the login, padded with ``x`` to eight characters.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        context = {"lang": "en_US", **cls.default_env_context()}
        cls.env = cls.env["base"].with_context(**context).env
        cls._setup_company()
        cls._setup_users()

    @classmethod
    def default_env_context(cls):
        """Context of the class; override to let mails and tracking through."""
        return dict(QUIET_CONTEXT)

    @classmethod
    def _setup_company(cls):
        # A database may have been made for Vietnamese alone.
        cls.env["res.lang"]._activate_lang("en_US")
        cls.company = cls.env.company
        cls.company.partner_id.tz = "Asia/Ho_Chi_Minh"
        cls.currency = cls.env.ref("base.VND")
        cls.currency.active = True
        if cls.company.currency_id != cls.currency:
            # Written below the ORM: entries of demo data must not forbid it.
            cls.env.flush_all()
            cls.env.cr.execute(
                "UPDATE res_company SET currency_id = %s WHERE id = %s",
                (cls.currency.id, cls.company.id),
            )
            cls.env.invalidate_all()

    @classmethod
    def _setup_users(cls):
        sales, manager = "aig_base.group_sales_user", "aig_base.group_sales_manager"
        content = "aig_base.group_content"
        (
            cls.user_sales_north,
            cls.user_sales_north_2,
            cls.user_sales_south,
            cls.user_no_territory,
            cls.user_manager_north,
            cls.user_manager_south,
            cls.user_manager_both,
            cls.user_director,
            cls.user_content,
            cls.user_content_manager,
            cls.user_plain,
            cls.user_portal,
        ) = cls._new_users(
            ("sales.north", "An Bắc", sales),
            ("sales.north.2", "Bình Bắc", sales),
            ("sales.south", "Chi Nam", sales),
            ("sales.none", "Dũng Mới", sales),
            ("manager.north", "Giang Bắc", manager),
            ("manager.south", "Hải Nam", manager),
            ("manager.both", "Khánh Việt", manager),
            ("director", "Lan Giám Đốc", "aig_base.group_director"),
            ("content", "Mai Nội Dung", f"{content}_user"),
            ("content.manager", "Nga Nội Dung", f"{content}_manager"),
            ("plain", "Oanh Văn Phòng", "base.group_user"),
            ("portal.north", "Phúc", "base.group_portal"),
        )
        if cls.env.ref("account.group_account_invoice", raise_if_not_found=False):
            cls.user_accountant = cls._new_user(
                "accountant",
                "Quyên Kế Toán",
                "account.group_account_user,account.group_account_invoice",
            )

    @classmethod
    def _new_user(cls, login, name, groups):
        [user] = cls._new_users((login, name, groups))
        return user

    @classmethod
    def _new_users(cls, *people):
        """Users with login, name and groups each, as ``new_test_user`` makes one.

        At once: one after the other they took most of the time of a short class.
        """
        users = cls.env["res.users"].create(
            [
                {
                    "login": login,
                    "name": name,
                    "password": login.ljust(8, "x"),
                    "email": f"{login}@aig.example.com",
                    "lang": "en_US",
                    "tz": "Asia/Ho_Chi_Minh",
                    "company_id": cls.company.id,
                    "company_ids": [Command.set(cls.company.ids)],
                    "group_ids": [
                        Command.set(
                            [cls.env.ref(group).id for group in groups.split(",")]
                        )
                    ],
                }
                for login, name, groups in people
            ]
        )
        # each as if it was alone: reading one does not read the others
        return [users.browse(key) for key in users.ids]
