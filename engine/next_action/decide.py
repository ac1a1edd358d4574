"""The decision, pure: what each action that may be taken is worth, and which is worth most."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from engine.manner.decide import LATE_DAYS, RECENT_DAYS, UNHAPPY
from engine.next_action.evidence import Evidence, cents, count, days, share
from engine.next_action.situation import Assumed, Flag, Kind, Situation

WEEK = 7.0


@dataclass(frozen=True)
class Option:
    """An action that may be taken. value_cents: expected, in the shop's currency, above 0. evidence: the
    numbers that the value is the product of. about: the topic, where there is one.
    """

    kind: Kind
    value_cents: float
    evidence: tuple[Evidence, ...]
    about: Flag | None = None


@dataclass(frozen=True)
class Decision:
    """options: of each kind the best, largest value first; empty where nothing is worth doing. barred: why
    something that might have been worth it must not be done now.
    """

    options: tuple[Option, ...]
    barred: Mapping[Kind, str]

    @property
    def best(self) -> Option | None:
        """None: do nothing."""
        return self.options[0] if self.options else None


def decide(situation: Situation, assumed: Assumed | None = None) -> Decision:
    """What to do next for this customer.

    The values are expected cents: recommend = max(P(purchase) x order, expected spend) x taken;
    retain = P(lost) x stake x kept; hand over = stake x P(lost over the trouble) x healed, fading over 30
    days; inform = stake x P(lost over a late parcel), up to a week, or bits x share x order; guide =
    questions without an answer x share x order; ask = bits x share x order, less the cost of asking. Each
    grows with its evidence. In trouble, over a late parcel, in a bad mood, at risk of being lost or beside a
    person nothing is recommended or asked.
    """
    taken = assumed or Assumed()
    found: dict[Kind, Option] = {}
    for maker in _MAKERS:
        for option in maker(situation, taken):
            if option.value_cents > 0 and option.value_cents > _worth(found.get(option.kind)):
                found[option.kind] = option
    barred: dict[Kind, str] = {kind: why for kind, why in _barred(situation) if kind in found}
    options = sorted(
        (option for kind, option in found.items() if kind not in barred), key=lambda one: -one.value_cents
    )
    return Decision(tuple(options), barred)


def _worth(option: Option | None) -> float:
    return option.value_cents if option else 0.0


def _barred(situation: Situation) -> Iterator[tuple[Kind, str]]:
    """Kinds and why not now: a person beside, what the manner has against offers, an unlikely purchase."""
    careful = situation.manner.tone == "careful"
    against = (
        "with_person" if situation.with_person else next(iter(situation.manner.why), "") if careful else ""
    )
    if against or not situation.manner.offer:
        yield "recommend", against or "not_likely"
    if against or not situation.ask:
        yield "ask", against or "not_wanted"


def _recommend(one: Situation, assumed: Assumed) -> Iterator[Option]:
    chance = one.known.purchase
    if chance is None or not one.personalise:
        return
    expected = max(chance * one.basket_cents, float(one.spend_cents or 0))
    yield Option(
        "recommend",
        expected * assumed.taken,
        (share("purchase", chance), cents("expected_spend", expected), share("taken", assumed.taken)),
    )


def _retain(one: Situation, assumed: Assumed) -> Iterator[Option]:
    chance = one.known.churn
    if chance is None or not one.personalise or "leaving" not in one.manner.why:
        return
    yield Option(
        "retain",
        chance * one.stake_cents * assumed.kept,
        (share("churn", chance), cents("stake", one.stake_cents), share("kept", assumed.kept)),
    )


def _hand_over(one: Situation, assumed: Assumed) -> Iterator[Option]:
    known = one.known
    if one.with_person:
        return
    if known.trouble_days is not None and known.trouble_days <= RECENT_DAYS:
        fresh = 1.0 - max(known.trouble_days, 0.0) / RECENT_DAYS
        lost = assumed.trouble_lost * fresh
        yield Option(
            "hand_over",
            one.stake_cents * lost * assumed.healed,
            (
                days("trouble", known.trouble_days),
                share("trouble_lost", lost),
                cents("stake", one.stake_cents),
                share("healed", assumed.healed),
            ),
        )
    if known.mood <= UNHAPPY:
        lost = assumed.trouble_lost * min(-known.mood, 1.0)
        yield Option(
            "hand_over",
            one.stake_cents * lost * assumed.healed,
            (
                Evidence(
                    "mood",
                    round(known.mood, 2),
                    {"en": f"mood {known.mood:.1f}", "zh": f"情绪 {known.mood:.1f}"},
                ),
                share("trouble_lost", lost),
                cents("stake", one.stake_cents),
                share("healed", assumed.healed),
            ),
        )


def _inform(one: Situation, assumed: Assumed) -> Iterator[Option]:
    late = one.known.days_late
    if late is not None and late >= LATE_DAYS:
        lost = assumed.late_lost * min(late / WEEK, 1.0)
        yield Option(
            "inform",
            one.stake_cents * lost,
            (days("late", late), share("late_lost", lost), cents("stake", one.stake_cents)),
        )
    if one.personalise:
        for flag in one.flags:
            if flag.delta < 0:
                yield _told(one, flag, "inform", assumed.informed)


def _guide(one: Situation, assumed: Assumed) -> Iterator[Option]:
    if one.not_understood:
        yield Option(
            "guide",
            one.not_understood * one.basket_cents * assumed.guided,
            (
                count("not_understood", one.not_understood),
                cents("order", one.basket_cents),
                share("guided", assumed.guided),
            ),
        )
    if one.personalise:
        for flag in one.flags:
            if flag.delta > 0 and flag.topic == "query":
                yield _told(one, flag, "guide", assumed.guided)


def _ask(one: Situation, assumed: Assumed) -> Iterator[Option]:
    if one.question is not None:
        gain = one.question.bits * one.basket_cents * assumed.answered
        asking = assumed.asking if one.question.cost is None else one.question.cost * assumed.answered
        yield Option(
            "ask",
            gain - one.basket_cents * asking,
            (
                Evidence(
                    "bits",
                    round(one.question.bits, 3),
                    {
                        "en": f"“{one.question.text.get('en', '')}” is expected to tell"
                        f" {one.question.bits:.2f} bits",
                        "zh": f"“{one.question.text.get('zh', '')}”预计能获得"
                        f" {one.question.bits:.2f} 比特信息",
                    },
                ),
                cents("order", one.basket_cents),
                share("answered", assumed.answered),
                share("asking", asking),
            ),
        )
    if one.personalise and one.ask:
        for flag in one.flags:
            if flag.delta > 0 and flag.topic != "query":
                yield _told(one, flag, "ask", assumed.answered, less=one.basket_cents * assumed.asking)


def _told(one: Situation, flag: Flag, kind: Kind, worth: float, less: float = 0.0) -> Option:
    """What closing a flagged gap is worth: its bits, each a share of a typical order."""
    bits = abs(flag.delta)
    more = flag.delta > 0
    text = {
        "en": f"says {'more' if more else 'less'} of “{flag.name.get('en', flag.topic)}” than we see"
        f" ({flag.delta:+.1f} bits, {flag.said} statements)",
        "zh": f"提到“{flag.name.get('zh', flag.topic)}”比我们看到的{'多' if more else '少'}"
        f"（{flag.delta:+.1f} 比特，{flag.said} 条）",
    }
    return Option(
        kind,
        bits * one.basket_cents * worth - less,
        (
            Evidence("gap", round(flag.delta, 3), text),
            cents("order", one.basket_cents),
            share("worth", worth),
        ),
        flag,
    )


_MAKERS: tuple[Callable[[Situation, Assumed], Iterator[Option]], ...] = (
    _hand_over,
    _inform,
    _retain,
    _recommend,
    _guide,
    _ask,
)
