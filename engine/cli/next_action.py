"""The next best action, in lines for a terminal."""

from collections.abc import Iterator

from engine.next_action.evidence import SUMS
from engine.next_action.service import NextAction
from engine.text.money import format_money

WORDS = {
    "recommend": "recommend",
    "guide": "guide a question",
    "inform": "inform",
    "retain": "keep the customer",
    "hand_over": "help in person",
    "ask": "ask one question",
}


def action_lines(action: NextAction) -> Iterator[str]:
    """The best action with its value and evidence; "nothing" where there is none; and what is barred."""
    best = action.decision.best
    if best is None:
        yield "do next     nothing: no action is worth more than it disturbs"
    else:
        about = f" about {best.about.name.get('en', best.about.topic)}" if best.about else ""
        value = format_money(round(best.value_cents), action.currency)
        yield f"do next     {WORDS[best.kind]}{about}, worth about {value}"
        for one in best.evidence:
            sum_ = f": {format_money(round(one.value), action.currency)}" if one.code in SUMS else ""
            yield f"            {one.text['en']}{sum_}"
    for kind, why in action.decision.barred.items():
        yield f"not now     {WORDS[kind]} ({why.replace('_', ' ')})"
