"""A finding: one reason to look at an order, a customer or an address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Subject = Literal["order", "customer", "address"]
SUBJECTS: tuple[Subject, ...] = ("order", "customer", "address")


@dataclass(frozen=True)
class Finding:
    """code: of the reason, as `words` knows it. values: what the sentence says, numbers as they are.

    key: names the subject across rebuilds. severity: 1 at the rule's threshold, more beyond it, so that
    findings of different rules can be put in one order.
    """

    subject: Subject
    key: str
    code: str
    values: Mapping[str, float | str]
    severity: float
    customer: str | None = None
    order: str | None = None
