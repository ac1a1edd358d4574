"""Why the order service does not do something; codes for programs, sentences for people."""

from engine.errors import Conflict, Invalid
from engine.orders.policy import Decision


class OrderNotAllowed(Conflict):
    """The shop's rules forbid it in the order's present state; `decision` says which and what else."""

    code = "not_allowed"

    def __init__(self, message: str, decision: Decision) -> None:
        super().__init__(message)
        self.decision = decision


class OrderRefused(Invalid):
    """What was asked cannot be done as asked.

    `rule`: unknown_reason, unknown_line, no_lines, unknown_variant, other_product, same_variant,
    not_available, unknown_method, method_not_allowed, same_method, low_balance, nothing_paid,
    bad_address.
    """

    code = "refused"

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule


def require(decision: Decision, deed: str) -> None:
    """Raise OrderNotAllowed unless `decision` allows the `deed` ("be cancelled")."""
    if not decision.allowed:
        state = decision.rule.replace("_", " ")
        raise OrderNotAllowed(f"This order cannot {deed} ({state}).", decision)
