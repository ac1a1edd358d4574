"""The benchmarks of refunds and answers, on a small made-up shop and a short made-up record."""

from datetime import date

from engine.bench.gap_callbacks import kept_callbacks, made_up_handoffs
from engine.bench.gap_refunds import kept_refunds, made_up_refunds
from engine.bench.kept_waits import KeptWaits, figures_of


def test_the_demo_shops_refunds_meet_what_nine_of_ten_are_said_to_meet() -> None:
    outcome = kept_refunds(made_up_refunds(400, 1, date(2026, 6, 1)))
    assert 0.8 < outcome.began <= 1.0
    assert outcome.began - outcome.mean > 0.2, "a mean says too early"
    assert outcome.waits > 60


def test_who_asks_when_nobody_is_on_duty_is_promised_an_answer_when_somebody_is() -> None:
    outcome = kept_callbacks(made_up_handoffs(1, days=120))
    assert 0.85 < outcome.began < 0.95
    assert outcome.without < 0.3, "nights have too few in so short a time"
    assert outcome.hours > 2, "nights and Sundays are in it"


def test_the_bar_has_two_sides() -> None:
    def held(share: float) -> set[bool | None]:
        figures = figures_of("refund", [KeptWaits(100, share, share, 0.5, 60.0, 0.0)] * 2)
        return {figures["refund_began_kept_at_least"].holds, figures["refund_began_kept_at_most"].holds}

    assert (held(0.9), held(0.86), held(0.95)) == ({True}, {True, False}, {True, False})
