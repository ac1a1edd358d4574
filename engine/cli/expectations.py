"""How expectations read on a terminal."""

from engine.gaps.expectations import CustomerExpectations
from engine.gaps.network.network import Answer


def kind_line(expected: CustomerExpectations) -> str:
    """The customer's class with what sets it apart."""
    if expected.kind is None or expected.membership is None:
        return "not enough is known"
    traits = [f"{t.field} {t.value} ({t.share:.0%}, all {t.overall:.0%})" for t in expected.kind.traits]
    leans = [f"{lean.field} {'high' if lean.deviations > 0 else 'low'}" for lean in expected.kind.leans]
    kind = expected.kind
    sure = f"class {kind.number + 1} ({expected.membership:.0%} sure, {kind.weight:.0%} of all)"
    return f"{sure}: {', '.join(traits + leans) or 'like everybody'}"


def chance_line(answer: Answer | None) -> str:
    """P(yes) with its interval, and what it rests on."""
    if answer is None:
        return "not enough is known"
    yes = next(chance for chance in answer.chances if chance.state == "yes")
    told = ", ".join(f"{name} {state}" for name, state in answer.used.items()) or "nothing in particular"
    thin = "" if answer.enough else "; thin evidence"
    return (
        f"{yes.probability:.0%} ({yes.low:.0%} to {yes.high:.0%}), given {told}: "
        f"{yes.rows} of {answer.known} such orders{thin}"
    )
