"""What a statement can be about, and how it is read from an event."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from engine.errors import Invalid

KINDS: Mapping[str, bool] = {
    "behaviour": False,
    "category": False,
    "brand": False,
    "style": False,
    "occasion": False,
    "delivery": True,
    "budget": True,
}
"""Each kind, and whether it has one answer at a time: another budget replaces the one before."""
DEEDS = ("browse", "purchase", "query", "return")
CONFIDENCE: Mapping[str, float] = {
    "customer": 1.0,
    "onboarding": 0.9,
    "survey": 0.8,
    "chat": 0.7,
    "import": 0.6,
}
"""How far a statement of each source is trusted, before it is compared with others."""
LONGEST = 120


@dataclass(frozen=True)
class Statement:
    """A budget's value is whole cents; a category's is its id; a behaviour's is one of DEEDS."""

    kind: str
    value: str
    wanted: bool = True

    @property
    def question(self) -> tuple[str, str]:
        """What it answers: of statements with the same one only the latest holds."""
        return self.kind, "" if KINDS[self.kind] else self.value

    def as_data(self) -> dict[str, Any]:
        """As an event holds it."""
        return {"kind": self.kind, "value": self.value, "wanted": self.wanted}

    @property
    def answer(self) -> tuple[str, bool]:
        return self.value, self.wanted


def checked(kind: str, value: str, wanted: bool = True) -> Statement:
    """The statement, its value tidied. Raises Invalid where nothing of the kind can be said."""
    tidy = " ".join(value.split())
    if kind not in KINDS:
        raise Invalid(f"Nothing can be said about {kind!r}; there are: {', '.join(KINDS)}.")
    if not tidy or len(tidy) > LONGEST:
        raise Invalid(f"What is said has 1 to {LONGEST} characters.")
    if kind == "behaviour" and tidy not in DEEDS:
        raise Invalid(f"A behaviour is one of {', '.join(DEEDS)}.")
    if kind == "budget" and not (tidy.isdecimal() and int(tidy)):
        raise Invalid("A budget is a whole number of cents above 0.")
    return Statement(kind, tidy if kind in {"category", "behaviour", "budget"} else tidy.casefold(), wanted)


def statements_of(data: Mapping[str, Any]) -> list[Statement]:
    """What an event's data say; what cannot be read is left out, as it may come from any system.

    {"kind", "value", "wanted"} is one statement, "statements" a list of such; otherwise each kind is a key,
    with a text or a list of them. The chat's wishes are read too: "avoid" (categories not wanted) and
    "max_price_cents".
    """
    found: dict[Statement, None] = {}
    for kind, value, wanted in _pairs(data):
        try:
            found[checked(kind, value, wanted)] = None
        except Invalid:
            continue
    return list(found)


def _pairs(data: Mapping[str, Any]) -> Iterator[tuple[str, str, bool]]:
    if isinstance(data.get("statements"), list):
        for one in cast("list[object]", data["statements"]):
            if isinstance(one, Mapping) and "statements" not in one:
                yield from _pairs(cast("Mapping[str, Any]", one))
        return
    if "kind" in data:
        yield str(data["kind"]), str(data.get("value", "")), data.get("wanted") is not False
        return
    for kind in KINDS:
        yield from ((kind, value, True) for value in _texts(data.get(kind)))
    yield from (("category", value, False) for value in _texts(data.get("avoid")))
    yield from (("budget", value, True) for value in _texts(data.get("max_price_cents")))


def _texts(value: object) -> Iterator[str]:
    for one in cast("list[object]", value) if isinstance(value, list) else [value]:
        if isinstance(one, str) or (isinstance(one, int) and not isinstance(one, bool)):
            yield str(one)
