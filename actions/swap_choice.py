"""Which lines and variants a message means in an exchange or a change of items."""

from collections.abc import Mapping, Sequence

from actions.catalogue import VariantView
from actions.line_choice import means_all, named_lines, says_value
from actions.ordinals import ordinal
from actions.steps import Step
from actions.turn import Turn
from actions.words import Voice
from engine.orders.views import LineView, OrderView


def swapped(turn: Turn, swaps: Mapping[str, str]) -> Step:
    """The swaps so far; the step is done once every chosen line has one."""
    open_lines = [id_ for id_ in turn.slot("line_ids") or [] if id_ not in swaps]
    last = None if open_lines else list(swaps.values())[-1]
    return Step({"swaps": dict(swaps), "variant_id": last})


def lines_meant(turn: Turn, order: OrderView, left: Sequence[LineView]) -> Sequence[LineView]:
    """The lines, of those that are left, that the message means: pressed, all, named, or by their place."""
    pressed = turn.entity("line_id")
    if pressed is not None:
        return [line for line in left if line.id == pressed]
    if means_all(turn.text):
        return left
    named = [line for line in named_lines(order, turn.text, turn.voice) if line in left]
    at = None if named else ordinal(turn.text, len(left))
    return named if at is None else [left[at]]


def variants_meant(choices: Sequence[VariantView], text: str, voice: Voice) -> list[VariantView]:
    """The variants that agree with the most option values that the text names; none where it names none."""
    hits = {
        variant.id: sum(1 for value in variant.options.values() if says_value(text, value, voice))
        for variant in choices
    }
    best = max(hits.values(), default=0)
    return [variant for variant in choices if hits[variant.id] == best] if best else []
