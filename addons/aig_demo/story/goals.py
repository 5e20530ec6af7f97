BILLION = 1_000_000_000
MILLION = 1_000_000
# name, amount, description
GOALS = (
    (
        "Doanh số toàn công ty",
        120 * BILLION,
        "Tăng trưởng cùng khách hàng cũ trước, khách hàng mới sau.",
    ),
    (
        "Dẫn đầu màn hình LED tại sân bay",
        0,
        "Mỗi địa bàn giới thiệu ít nhất một vị trí LED cho khách hàng lớn.",
    ),
)
# author, name, impact, effort, budget, description
IDEAS = (
    (
        "sales.hanoi",
        "Mời ba ngân hàng xem thử màn hình LED mới",
        5,
        2,
        30 * MILLION,
        "Chạy thử hình ảnh của khách trong một tuần, gửi ảnh nghiệm thu kèm voucher.",
    ),
    (
        "sales.haiphong",
        "Bản tin 4E riêng cho ngành sữa",
        3,
        3,
        12 * MILLION,
        "Một bài mỗi tháng, gửi cho Giám đốc Marketing.",
    ),
)


def aim(env, firm, staff):
    """Set the company's goals of the year, and propose two ideas for one plan."""
    year = firm._aig_today().year
    env["aig.sales.goal"].create(
        [
            {
                "name": name,
                "amount": amount,
                "description": description,
                "year": year,
                "company_id": firm.id,
            }
            for name, amount, description in GOALS
        ]
    )
    plan = env["aig.sales.plan"].search(
        [("user_id", "=", staff["sales.hanoi"].id), ("state", "=", "draft")]
    )
    env["aig.sales.plan.idea"].create(
        [
            {
                "plan_id": plan.id,
                "user_id": staff[author].id,
                "name": name,
                "impact": impact,
                "effort": effort,
                "budget": budget,
                "description": description,
            }
            for author, name, impact, effort, budget, description in IDEAS
        ]
    )
