"""The one decision of how to speak with a customer, from what is known of them."""

from dataclasses import dataclass
from typing import Final, Literal

from engine.behaviour.service import AT_RISK

Tone = Literal["plain", "careful", "warm"]
Why = Literal["unhappy", "trouble", "late", "let_down", "leaving", "loyal", "likely"]

UNHAPPY: Final = -0.4
"""Sentiment from which on a message counts as unhappy."""
FINE: Final = -0.1
"""Mood below which nothing is offered."""
RECENT_DAYS: Final = 30.0
"""How long a bad experience is remembered in the tone."""
LATE_DAYS: Final = 1.0
LET_DOWN: Final = 0.5
"""Chance of being satisfied below which a customer counts as let down."""
DECENT: Final = 0.4
"""Chance of a purchase within 30 days from which on an offer is more likely help than noise."""
STAYING: Final = 0.5
"""Chance of being lost from which on nobody is greeted as a regular."""
LOYAL_ORDERS: Final = 3


@dataclass(frozen=True)
class Known:
    """What is known of a customer; None where nothing is.

    mood: of the present message, -1 to 1. trouble_days: since they last told of trouble or rated badly.
    days_late: by which the newest promised delivery of the last RECENT_DAYS was missed, negative where it
    came early. satisfied: chance that it left them satisfied, by the network of expectations. purchase,
    churn: as `engine.behaviour`. orders: not cancelled. orders_often: whether their segment is one that
    orders more often than others.
    """

    mood: float = 0.0
    trouble_days: float | None = None
    days_late: float | None = None
    satisfied: float | None = None
    purchase: float | None = None
    churn: float | None = None
    orders: int = 0
    orders_often: bool = False


@dataclass(frozen=True)
class Manner:
    """tone: careful is short and sober, warm has a word of thanks. apologise: begin with an apology, for
    something that did happen. offer: a suggestion may stand at the end of a task. why: what decided it; it is
    for logs and staff, customers are never told.
    """

    tone: Tone
    apologise: bool = False
    offer: bool = False
    why: tuple[Why, ...] = ()


def decide(known: Known) -> Manner:
    """The manner for a customer of whom this is known; plain, and no offer, for a stranger.

    Careful wins over warm. An apology needs a fact: trouble that they told us of, or a late parcel. Nobody is
    told sorry for what a model guesses, so the risk of losing a customer only makes the tone sober.
    """
    against = tuple(_against(known))
    if against:
        return Manner("careful", apologise="trouble" in against or "late" in against, why=against)
    loyal = known.orders_often and known.orders >= LOYAL_ORDERS and (known.churn or 0.0) < STAYING
    likely = known.mood >= FINE and known.purchase is not None and known.purchase >= DECENT
    why: tuple[Why, ...] = (*(("loyal",) if loyal else ()), *(("likely",) if likely else ()))
    return Manner("warm" if loyal else "plain", offer=likely, why=why)


def _against(known: Known) -> list[Why]:
    found: list[Why] = []
    if known.mood <= UNHAPPY:
        found.append("unhappy")
    if known.trouble_days is not None and known.trouble_days <= RECENT_DAYS:
        found.append("trouble")
    if known.days_late is not None and known.days_late >= LATE_DAYS:
        found.append("late")
    if known.satisfied is not None and known.satisfied < LET_DOWN:
        found.append("let_down")
    if known.churn is not None and known.churn >= AT_RISK:
        found.append("leaving")
    return found
