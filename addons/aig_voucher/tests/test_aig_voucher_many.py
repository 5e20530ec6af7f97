import re
from ast import literal_eval

from odoo.fields import Command
from odoo.tests import tagged

from .common import AigVoucherCase

#: Differ from one sending to the next by their nature.
MOMENTS = {
    "create_date",
    "date",
    "message_id",
    "read_date",
    "scheduled_date",
    "sent_date",
    "write_date",
    "write_uid",  # whose environment flushed first
}
#: Fields of vouchers that a sending may change.
RESULTS = ["state", "care_sent_count", "care_reviewed_by_id", "message_partner_ids"]


@tagged("post_install", "-at_install")
class TestAigVoucherMany(AigVoucherCase):
    """Vouchers sent together are what they would be, sent one by one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("vi_VN")
        customers = cls.make_customers(4)
        customers[:2].lang = "vi_VN"
        cls.make_contacts(customers[3])
        lines = cls.env["aig.sales.plan.line"].concat(
            *(
                cls.make_line(cls.plan_north, customer, expected_revenue=number * 10**8)
                for number, customer in enumerate(customers, start=1)
            )
        )
        cls.vouchers = (
            cls.env["aig.voucher"]
            .with_user(cls.user_sales_north)
            .create([{"plan_line_id": line.id} for line in lines])
        )
        cls.make_package(10**6, 3 * 10**6, voucher=cls.vouchers[1])
        cls.vouchers.action_review()
        template = cls.env.ref("aig_voucher.mail_template_voucher")
        template.attachment_ids = [
            Command.create({"name": "Bảng giá.txt", "raw": b"12,000,000"})
        ]

    @classmethod
    def default_env_context(cls):
        return {"no_reset_password": True}  # changes are tracked, as in real life

    @classmethod
    def make_contacts(cls, customer):
        """Two people with an address, at a customer without one."""
        customer.email = False
        customer.child_ids = [
            Command.create({"name": name, "email": f"{name}@example.com"})
            for name in ("lan", "huong")
        ]

    def sent_rows(self, together):
        """Send, and return every row that this made or changed; it is undone."""
        self.env.cr.flush()  # what was tracked before
        savepoint = self.env.cr.savepoint()
        action = self.vouchers.action_care_send_many()
        batch = self.env["aig.care.batch"].browse(action["res_id"])
        if together:
            self.assertFalse(batch.line_ids._hand_over_many())
        else:
            for line in batch.line_ids:
                self.assertTrue(batch._send_line(line))
        self.env.cr.flush()
        self.env.invalidate_all()
        rows = self.read_rows(batch)
        savepoint.close(rollback=True)
        self.env.invalidate_all()
        return rows

    def read_rows(self, batch):
        documents = [
            ("model", "=", self.vouchers._name),
            ("res_id", "in", self.vouchers.ids),
        ]
        messages = self.env["mail.message"].search(documents, order="res_id, id")
        logs = batch.line_ids.log_id.sorted("res_id")
        mails = self.env["mail.mail"].search(
            [("aig_care_log_id", "in", logs.ids)],
            order="mail_message_id, id",
        )
        made = {
            "messages": messages,
            "mails": mails.sorted(lambda m: (m.res_id, m.recipient_ids.ids)),
            "notifications": messages.notification_ids.sorted(
                lambda n: (n.mail_message_id.res_id, n.res_partner_id.id)
            ),
            "tracking": messages.tracking_value_ids.sorted("mail_message_id"),
            "attachments": messages.attachment_ids.sorted(
                lambda file: (file.res_id, file.name)
            ),
            "logs": logs,
            "lines": batch.line_ids,
        }
        self.assertEqual(len(mails), 5)
        self.assertTrue(made["tracking"] and made["attachments"])
        for message in messages:
            self.assertTrue(message.message_id)
        labels = {
            (record._name, record.id): f"{name} {number}"
            for name, records in made.items()
            for number, record in enumerate(records)
        }
        labels[batch._name, batch.id] = "batch"
        ids = dict(zip(messages.mapped("message_id"), messages.ids, strict=True))
        return {
            name: [self.read_row(record, labels, ids) for record in records]
            for name, records in made.items()
        } | {
            "vouchers": [self.read_row(v, labels, ids, RESULTS) for v in self.vouchers]
        }

    def read_row(self, record, labels, message_ids, names=None):
        """Return a record's values, new records named by their place."""

        def name_message(match):
            key = "mail.message", message_ids.get(match[0])
            return labels.get(key, match[0])

        def value_of(name):
            value = record[name]
            if record._fields[name].relational:
                found = [labels.get((r._name, r.id), r.id) for r in value]
                return sorted(found, key=str)
            if name == "headers":
                # who else receives it, in whatever order the database found them
                headers = literal_eval(value)
                return {key: sorted(headers[key].split(",")) for key in headers}
            return re.sub(r"<[^<>\s]+@[^<>\s]+>", name_message, str(value))

        if not names:
            names = [
                name
                for name, field in record._fields.items()
                if field.store and name not in MOMENTS | {"id", "checksum"}
            ]
        return {name: value_of(name) for name in names}

    def test_together_as_one_by_one(self):
        one_by_one = self.sent_rows(together=False)
        together = self.sent_rows(together=True)
        self.maxDiff = None
        self.assertEqual(together.keys(), one_by_one.keys())
        for name, rows in one_by_one.items():
            self.assertEqual(len(together[name]), len(rows), name)
            for row, expected in zip(together[name], rows, strict=True):
                self.assertEqual(row, expected, name)
        self.assertEqual(one_by_one["vouchers"][0]["state"], "sent")
        self.assertIn("Kính gửi", one_by_one["mails"][0]["body_html"])

    def test_queries_do_not_grow(self):
        self.env.ref("aig_voucher.mail_template_voucher").attachment_ids = False
        counts = [
            self.count_queries(vouchers)
            for vouchers in (self.vouchers, self.vouchers[:2], self.vouchers)
        ][1:]  # the first one fills caches
        # two vouchers more: their causes and points are promised together, too
        self.assertLess(counts[1] - counts[0], 6, counts)

    def count_queries(self, vouchers):
        self.env.cr.flush()
        savepoint = self.env.cr.savepoint()
        action = vouchers.action_care_send_many()
        batch = self.env["aig.care.batch"].browse(action["res_id"])
        self.env.cr.flush()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.assertFalse(batch.line_ids._hand_over_many())
        self.env.cr.flush()
        count = self.env.cr.sql_log_count - before
        savepoint.close(rollback=True)
        self.env.invalidate_all()
        return count
