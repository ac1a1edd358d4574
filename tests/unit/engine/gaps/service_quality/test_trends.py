"""Gaps by dimension, segment and month, and the answers behind each number."""

import pytest
from sqlalchemy.orm import Session

from engine.errors import Invalid
from engine.gaps.service_quality.dimensions import DIMENSIONS
from engine.gaps.service_quality.evidence import behind
from engine.gaps.service_quality.trends import Cell, Group, trends
from tests.builders import NOW
from tests.service_shop import furnish


def cell(group: Group, dimension: str) -> Cell:
    return next(one for one in group.cells if one.dimension == dimension)


def test_every_number_is_that_of_the_answers_behind_it(session: Session) -> None:
    furnish(session, NOW)
    found = trends(session, "chat", NOW)
    assert found.answered == 5 * (5 * 24 + 3) and [one.dimension for one in found.overall] == list(DIMENSIONS)
    reliability = found.overall[0]
    rows = behind(session, "reliability", "chat", NOW)
    gaps = [one.experienced - one.expected for one in rows if one.experienced and one.expected]
    assert len(gaps) == reliability.answers == 123 and reliability.customers == 24
    assert reliability.gap == pytest.approx(sum(gaps) / len(gaps))
    assert reliability.low is not None and reliability.high is not None
    assert reliability.low < reliability.gap < reliability.high < 0, "falls short beyond doubt"
    first, last = found.months[0], found.months[-1]
    assert cell(first, "empathy").customers == 24
    few = cell(last, "empathy")
    assert (few.answers, few.customers, few.gap, few.low, few.expected) == (3, 3, None, None, None)
    assert len(behind(session, "empathy", "chat", NOW, month=last.key)) == 3
    regulars = found.segments[0]
    assert regulars.name == {"en": "Regulars", "zh": "常客"}
    assert (
        len(behind(session, "empathy", "chat", NOW, segment=int(regulars.key)))
        == cell(regulars, "empathy").answers
    )


def test_texts_stand_apart_and_change_no_mean(session: Session) -> None:
    furnish(session, NOW)
    found = trends(session, "chat", NOW)
    written = {one.dimension: (one.trouble, one.praise, one.customers) for one in found.written}
    assert written["reliability"] == (3, 0, 3) and written["tangibles"] == (0, 1, 1)
    assert all(
        one.expected is None and one.conversation_id for one in behind(session, "reliability", "text", NOW)
    )
    assert trends(session, "import", NOW).answered == 0
    with pytest.raises(Invalid):
        trends(session, "text", NOW)
    with pytest.raises(Invalid):
        behind(session, "price", "chat", NOW)
