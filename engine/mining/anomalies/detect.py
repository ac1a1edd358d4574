"""All findings of a history together, those of one subject joined."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np

from engine.frames import Frame
from engine.mining.anomalies.addresses import Resident, shared_addresses
from engine.mining.anomalies.findings import Finding
from engine.mining.anomalies.forest import isolated_orders
from engine.mining.anomalies.orders import orders_of
from engine.mining.anomalies.written_rules import Thresholds, dear_orders, fast_orders, many_returns

RECENT = timedelta(days=90)
"""Orders that are older are learnt from and no longer brought up."""


@dataclass
class Anomaly:
    """A subject with all its findings, the gravest first."""

    key: str
    findings: list[Finding] = field(default_factory=list[Finding])

    @property
    def severity(self) -> float:
        """The gravest finding's, and a tenth more for each further one: several reasons weigh more."""
        return self.findings[0].severity * (1 + 0.1 * (len(self.findings) - 1))


def detect(
    history: Frame, residents: Iterable[Resident], until: datetime, limits: Thresholds | None = None
) -> list[Anomaly]:
    """Unusual orders and customers of the last days before `until`, and shared addresses, gravest first.

    history: columns as `engine.events.history` gives them. Orders without a moment count as recent: nobody
    can say that they are not.
    """
    chosen = limits or Thresholds()
    orders = orders_of(history)
    since = np.datetime64((until - RECENT).replace(tzinfo=None), "us")
    recent = {f"order:{key}" for key in orders.loc[~(orders["at"] < since), "key"]}
    moved = history.loc[~(history["at"] < since), "customer"].dropna().unique()
    present = {f"customer:{customer}" for customer in moved}
    of_orders = [*dear_orders(orders, chosen), *isolated_orders(orders)]
    of_customers = [
        *many_returns(history, chosen),
        *fast_orders(orders[~(orders["at"] < since)], chosen),
    ]
    findings = [
        *(one for one in of_orders if one.key in recent),
        *(one for one in of_customers if one.key in present),
        *shared_addresses(residents),
    ]
    return joined(findings)


def joined(findings: Sequence[Finding]) -> list[Anomaly]:
    """Findings by subject, the gravest subject first."""
    found: dict[str, Anomaly] = {}
    for one in sorted(findings, key=lambda one: (-one.severity, one.code)):
        found.setdefault(one.key, Anomaly(one.key)).findings.append(one)
    return sorted(found.values(), key=lambda one: (-one.severity, one.key))
