from datetime import timedelta

from odoo import fields

#: At most so many contacts of a customer in so many days, by anybody.
MAXIMUM, DAYS = 5, 7
#: Its salesperson talked to this customer on each of the last days.
CUSTOMER = "Tập đoàn Bất động sản Thăng Long"
CALLS = (
    "Hỏi thăm tiến độ dự án ven sông, hẹn gửi phương án tuần sau.",
    "Trao đổi về vị trí màn hình LED gần sảnh bán hàng.",
    "Khách hỏi giá thuê theo quý, đã báo mức niêm yết.",
    "Gửi lời mời xem thử màn hình LED mới.",
    "Xác nhận người duyệt ngân sách quý này.",
)


def care(env, firm, clients):
    """Set how often customers are contacted at most; one has had its share.

    Quiet times are there to be looked at and switched on: were they on, nothing could
    be shown in the evening or on a holiday.
    """
    firm.write(
        {
            "aig_care_quiet_policy": "off",
            "aig_care_quiet_from": 20.0,
            "aig_care_quiet_to": 7.5,
            "aig_care_quiet_weekend": "sunday",
        }
    )
    env["aig.care.cap"].create(
        {
            "company_id": firm.id,
            "maximum": MAXIMUM,
            "period": "rolling",
            "days": DAYS,
            "severity": "warn",
        }
    )
    [customer] = [partner for partner, facts in clients if facts["name"] == CUSTOMER]
    now = fields.Datetime.now()
    env["aig.care.log"].create(
        [
            {
                "partner_id": customer.id,
                "user_id": customer.user_id.id,
                "company_id": firm.id,
                "care_type": "call",
                "date": now - timedelta(days=days, hours=1),
                "note": note,
                "evidence": "talked",
            }
            for days, note in enumerate(reversed(CALLS))
        ]
    )
    day = firm._aig_today() + timedelta(days=30)
    env["aig.care.quiet.day"].create(
        {
            "name": "Lễ kỷ niệm thành lập",
            "date_from": day,
            "date_to": day,
            "company_id": firm.id,
            "partner_id": customer.id,
        }
    )
