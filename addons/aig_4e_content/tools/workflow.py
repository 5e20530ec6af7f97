"""The life of a post: which step may follow which, and what is missing for it."""

from dataclasses import dataclass

IDEA, DRAFT, REVIEW = "idea", "draft", "review"
APPROVED, PUBLISHED, CANCELLED = "approved", "published", "cancelled"

#: State -> the states that may follow it.
MOVES = {
    IDEA: frozenset({DRAFT, REVIEW, APPROVED, PUBLISHED, CANCELLED}),
    DRAFT: frozenset({IDEA, REVIEW, APPROVED, PUBLISHED, CANCELLED}),
    REVIEW: frozenset({DRAFT, APPROVED, PUBLISHED, CANCELLED}),
    APPROVED: frozenset({DRAFT, PUBLISHED, CANCELLED}),
    PUBLISHED: frozenset({APPROVED, CANCELLED}),
    CANCELLED: frozenset({IDEA}),
}
#: Approval mode of a channel -> approvals of others that a post needs.
APPROVALS = {"none": 0, "optional": 0, "required": 1, "two_levels": 2}

#: What may stand between a post and a state.
MOVE, APPROVAL, LINK, CHECKLIST = "move", "approval", "link", "checklist"


@dataclass(frozen=True)
class Post:
    """What decides on the next step of a post.

    ``approvals`` counts those of others, ``unchecked`` the points of the channel's
    checklist that must be ticked and are not.
    """

    state: str
    mode: str = "none"
    approvals: int = 0
    has_link: bool = False
    unchecked: int = 0


def needed(mode: str) -> int:
    """How many approvals a post of a channel needs.

    >>> needed("optional"), needed("two_levels")
    (0, 2)
    """
    return APPROVALS[mode]


def obstacles(post: Post, state: str) -> tuple[str, ...]:
    """What stands between a post and a state, in the order in which it is told.

    >>> obstacles(Post("draft"), "published")
    ('link',)
    >>> obstacles(Post("review", "required", 1, True), "published")
    ()
    >>> obstacles(Post("cancelled"), "published")
    ('move',)
    """
    if state not in MOVES[post.state]:
        return (MOVE,)
    found = []
    if state in (APPROVED, PUBLISHED) and post.approvals < needed(post.mode):
        found.append(APPROVAL)
    if state == PUBLISHED:
        if post.unchecked:
            found.append(CHECKLIST)
        if not post.has_link:
            found.append(LINK)
    return tuple(found)
