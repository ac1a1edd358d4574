"""What a customer is expected to do, in lines for a terminal."""

from engine.behaviour.service import Expected
from engine.behaviour.tasks import WINDOW
from engine.text.money import format_money


def chance_lines(expected: Expected, currency: str) -> dict[str, str]:
    """Purchase and churn by name of the task, each with its window, or why there is no chance."""
    lines = dict(expected.missing)
    if expected.purchase is not None:
        lines["purchase"] = f"{expected.purchase:.0%} within {WINDOW:.0f} days"
        if expected.spend_cents is not None:
            lines["purchase"] += f", {format_money(expected.spend_cents, currency)} expected"
    if expected.churn is not None:
        lines["churn"] = f"{expected.churn:.0%} that nothing is bought for {expected.horizon_days:.0f} days"
    return {task: lines[task] for task in ("purchase", "churn") if task in lines}
