"""Revenue structure: what a plan consists of, by source and product group (A04)."""

from collections.abc import Mapping
from decimal import Decimal

from .distribution import spread
from .figures import ZERO


def split_sources(
    sources: Mapping[str, Decimal], priced: Mapping[int, Decimal], digits: int = 0
) -> dict[tuple[str, int | None], Decimal]:
    """Split planned sales of each source over product groups by what is priced.

    Groups are told by their numbers.

    What is planned beyond the priced amounts has no group (``None``); where more is
    priced than planned, the groups share what is planned. Each source is split by
    largest remainder, so its parts sum to it exactly. Parts of 0 are left out.

    >>> split_sources({"renewal": Decimal(200), "development": Decimal(100)},
    ...               {7: Decimal(150)})
    ... # doctest: +NORMALIZE_WHITESPACE
    {('renewal', 7): Decimal('100'), ('renewal', None): Decimal('100'),
     ('development', 7): Decimal('50'), ('development', None): Decimal('50')}
    """
    rest = max(sum(sources.values(), ZERO) - sum(priced.values(), ZERO), ZERO)
    groups = [*priced, None]
    weights = [*priced.values(), rest]
    return {
        (source, group): part
        for source, amount in sources.items()
        for group, part in zip(groups, spread(amount, weights, digits), strict=True)
        if part
    }
