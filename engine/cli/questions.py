"""What is worth asking a customer, in lines for a terminal."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.gaps.questions.service import WorthAsking

SHOWN = 3
WHY_NOT = {
    "not_learnt": "questions were not learnt; `attune rebuild` does, from 50 customers with some purchases",
    "not_wanted": "nothing: this customer does not want to be asked, or to be personalised",
    "no_history": "nothing yet: there are no purchases to go by",
}


def question_lines(found: "WorthAsking", cost: float) -> Iterator[str]:
    """The best questions with their value, and which one the bot would ask; or why there is none."""
    if found.missing:
        yield f"worth asking: {WHY_NOT[found.missing]}"
        return
    best = found.best(cost)
    yield f"worth asking: {best.text['en'] if best else f'nothing that tells more than {cost} bits'}"
    for one in found.candidates[:SHOWN]:
        yield (
            f"  {one.name.get('en', one.attribute)}: {one.bits:.2f} bits, list better by {one.gain:.1%}, "
            f"a yes is likely at {one.likely:.0%}"
        )
    liked = ", ".join(found.liked) or "no preference"
    yield f"  known by purchases: {liked}; asked before: {len(found.asked)}"
