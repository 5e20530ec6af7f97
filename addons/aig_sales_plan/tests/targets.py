from odoo.addons.aig_sales_plan.models.aig_sales_distribution import YEAR_MONTHS

from .common import MILLION, YEAR, AigPlanCase


class AigTargetCase(AigPlanCase):
    """Targets of the story's year.

    ::

        company -> territory_vn -> territory_north -> user_sales_north
                                                      |- customer_north
    """

    @classmethod
    def make_target(cls, user=None, **vals):
        """A target, set by the northern manager unless said otherwise."""
        return (
            cls.env["aig.sales.target"]
            .with_user(user or cls.user_manager_north)
            .create({"year": YEAR, **vals})
        )

    @classmethod
    def make_customer_target(cls, amount=1200 * MILLION, customer=None, **vals):
        """The target of a northern customer."""
        return cls.make_target(
            user_id=cls.user_sales_north.id,
            partner_id=(customer or cls.customer_north).id,
            amount=amount,
            **vals,
        )

    def months(self, target):
        return [target[name] for name in YEAR_MONTHS]
