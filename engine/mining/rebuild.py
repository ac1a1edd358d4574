"""All of mining anew from the store, and back into it."""

from datetime import datetime

from sqlalchemy.orm import Session

from engine.conversations.asked import asked_by_day
from engine.frames import Frame
from engine.mining.anomalies.residents import read_residents
from engine.mining.forecast.forecast import long_enough
from engine.mining.mine import Inputs, Mined, MiningConfig, mine
from engine.mining.results import note_run, write_forecasts, write_rules
from engine.mining.review.bring_up import bring_up
from engine.store import Database
from engine.store.types import utc_now


def rebuild_mining(
    database: Database, history: Frame, config: MiningConfig | None = None, now: datetime | None = None
) -> int:
    """Mine a history (columns as `engine.events.history` gives them), store what comes out; rows made.

    Nothing is locked while it computes: it reads, computes for a minute, and writes within a moment.
    """
    moment = now or utc_now()
    with database.session(writes=False) as session:
        residents, asked = list(read_residents(session)), asked_by_day(session, moment)
    mined = mine(Inputs(history, residents, asked, moment), config)
    with database.session() as session:
        return store(session, mined, moment)


def store(session: Session, mined: Mined, now: datetime) -> int:
    """Put what was mined in the place of what was there; returns rules, forecasts and new items together."""
    write_rules(session, mined.rules)
    write_forecasts(session, mined.forecasts)
    brought = bring_up(session, mined.anomalies, now)
    baskets = mined.baskets
    summaries = {
        "rules": {
            "rules": len(mined.rules),
            "baskets": len(baskets),
            "capped": baskets.capped,
            "cut": baskets.cut,
        },
        "forecasts": {
            "series": len(mined.forecasts),
            "too_short": sum(not long_enough(one) for one in mined.series),
            "hurried": sum(one.hurried for one in mined.forecasts),
        },
        "anomalies": {
            "found": len(mined.anomalies),
            "new": brought.new,
            "reopened": brought.reopened,
            "gone": brought.gone,
        },
    }
    for part, summary in summaries.items():
        note_run(session, part, now, mined.window, summary)
    return len(mined.rules) + len(mined.forecasts) + brought.new
