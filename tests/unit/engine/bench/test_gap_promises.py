"""The benchmark of promises, on a small made-up shop and on figures of its own."""

from datetime import date

from engine.bench.gap_promises import Kept, figures_of, kept, made_up_orders


def test_the_demo_shop_meets_what_nine_of_ten_are_said_to_meet_and_the_mean_date_is_met_by_half() -> None:
    outcome = kept(made_up_orders(120, 1, date(2026, 6, 1)))
    assert 0.85 < outcome.placed < 0.96
    assert 0.4 < outcome.mean < 0.65
    assert outcome.without < 0.1
    assert outcome.orders > 200


def test_the_bar_has_two_sides() -> None:
    def held(share: float) -> set[bool | None]:
        figures = figures_of([Kept(100, share, share, 0.5, 0.9, 5.0, 0.0)] * 2)
        return {figures["promise_placed_kept_at_least"].holds, figures["promise_placed_kept_at_most"].holds}

    assert held(0.9) == {True}
    assert held(0.86) == {True, False}
    assert held(0.95) == {True, False}
    assert (
        figures_of([Kept(100, 0.9, 0.9, 0.5, 0.9, 5.0, 0.0)] * 2)["promise_placed_kept_at_least"].peer == 0.5
    )
