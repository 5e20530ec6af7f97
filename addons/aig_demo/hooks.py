from .story import (
    accounting,
    care,
    coming,
    company,
    content,
    customers,
    gifts,
    goals,
    opportunities,
    past,
    plans,
    positions,
    pricing,
    targets,
    territories,
    users,
    vouchers,
    waiting,
)


def post_init_hook(env):
    """Tell the story once, when the addon is installed.

    What it makes is ordinary data: people may change and delete it, and neither an
    upgrade nor an uninstallation touches it again.
    """
    env = env(context={**env.context, "tracking_disable": True})
    firm = company.settle(env)
    staff = users.hire(env, firm)
    areas = territories.draw(env, staff)
    clients = customers.win(env, staff, areas)
    products = pricing.make_products(env)
    tale = past.tell(env, firm, staff, areas, clients, products)
    accounting.invoice(env, firm, clients)
    opportunities.chase(env, clients)
    middle = coming.chase(env, firm, tale.newcomers)
    targets.aim(env, firm, staff, clients + middle)
    plans.plan(env, firm, staff, clients)
    coming.plan(env, firm, middle)
    pricing.price(env, firm, products)
    goals.aim(env, firm, staff)
    care.care(env, firm, clients)
    positions.offer(env, firm, staff, clients)
    gifts.give_time(env, firm)
    vouchers.promise(env, clients)
    waiting.wait(env, firm, staff, clients)
    content.tell(env, staff, clients)
    past.tell_rest(tale, middle)
    plans.catch_up(env)
