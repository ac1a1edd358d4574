"""Two requests in one message: the first is answered in this turn, the second is kept and offered afterwards.

Only messages with a clause boundary and some length are looked at (at least six words or ten Chinese
characters), so that an ordinary turn costs nothing. Their clauses are understood one by one; a second
request counts where the model knows it well and it is another matter than the first.

The limits were picked on the frozen messages (rasa_bot/frozen), each one request: of 564, 182 have several
clauses and none is taken apart. Of 18 double requests written for this, 16 are found.
"""

import re
from dataclasses import dataclass
from typing import Any, Awaitable, Callable, Dict, List, Optional

MIN_WORDS = 6
MIN_HAN = 10
MIN_CLAUSE_WORDS = 2
MIN_CLAUSE_HAN = 3
MIN_SECOND = 4
"""Words or characters of a second request: "send it over" is none."""
MAX_CLAUSES = 5
SURE = 0.6

Parsed = Dict[str, Any]
Parse = Callable[[str], Awaitable[Parsed]]

_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[^\W\d_]+", re.ASCII)
_HEADS = (
    r"what|how|where|when|which|who|why|can|could|do|does|did|is|are|will|would|i|i['’]d|i['’]m|please|tell|show"
    r"|cancel|send|change|track|recommend|suggest|also"
)
_BOUNDARY = re.compile(
    r"[.?!;]+\s+|[。？！；?!;\n]+\s*|[，,]\s*(?=(?:还有|另外|顺便|再|对了|以及|然后)|[\u3400-\u9fff])"
    r"|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])|(?=(?:还有|另外|顺便|对了))"
    r"|,\s+(?:and |also |but |plus )*(?=(?:"
    + _HEADS
    + r")\b)|\s+(?:and|also|plus|but)\s+(?:also\s+|then\s+)?(?=(?:"
    + _HEADS
    + r")\b)",
    re.IGNORECASE,
)

_QUESTION = re.compile(
    r"\?|^(?:what|how|where|when|which|who|why|can|could|do|does|did|is|are|will|would)\b|[吗呢？]|什么|怎么|多少|有没有|几|哪",
    re.IGNORECASE,
)

_STRONG = re.compile(r"[.?!;。？！；\n]|\b(?:and|also|plus|but)\b", re.IGNORECASE)
_JOINED = re.compile(r"还有|另外|顺便|再|对了|以及|然后")

REQUESTS = frozenset(
    """
    track_order cancel_order change_order change_address delivery_options shipping_cost delivery_problem
    return_item exchange_item refund_status return_policy wrong_or_missing_item damaged_item payment_methods
    payment_problem invoice_request promo_code product_info stock_availability recommend reorder
    create_account recover_account update_account delete_my_data export_my_data newsletter loyalty_points
    warranty contact_hours human_handoff
    """.split()
)
"""Intents that can stand beside another one; talk, answers and remarks cannot."""

SAME_MATTER = (
    frozenset(("track_order", "delivery_problem")),
    frozenset(("return_item", "exchange_item", "damaged_item", "wrong_or_missing_item", "warranty")),
    frozenset(("return_item", "return_policy")),
    frozenset(("cancel_order", "refund_status")),
    frozenset(("cancel_order", "return_item")),
    frozenset(("cancel_order", "wrong_or_missing_item")),
    frozenset(("change_order", "exchange_item")),
    frozenset(("change_order", "change_address")),
    frozenset(("delivery_options", "shipping_cost", "delivery_problem")),
    frozenset(("delivery_options", "track_order")),
    frozenset(("payment_methods", "payment_problem")),
    frozenset(("delete_my_data", "export_my_data")),
    frozenset(("create_account", "recover_account", "update_account")),
    frozenset(("recommend", "stock_availability")),
)
"""Said together, these are one request told twice: "my parcel is late. Where is it?"."""


@dataclass(frozen=True)
class Clause:
    """A part of a message; `start` is its place in it, in characters. apart: a sentence of its own, or joined
    by "and", "also", "另外"; a mere comma sets off what may only be the background of the request."""

    start: int
    text: str
    apart: bool = False


@dataclass(frozen=True)
class Requests:
    """first: what was understood of the request that this turn answers. second: of the one that waits;
    `second_clause` is where it stands."""

    first: Parsed
    second: Parsed
    second_clause: Clause


def clauses(text: str) -> List[Clause]:
    """The parts of a message that could each be a request; at most one where it is short or undivided."""
    if len(_WORD.findall(text)) < MIN_WORDS and len(_HAN.findall(text)) < MIN_HAN:
        return []
    boundaries = list(_BOUNDARY.finditer(text))
    starts = [0, *(match.end() for match in boundaries)]
    ends = [*(match.start() for match in boundaries), len(text)]
    apart = [False, *(_sets_apart(match[0], text[match.end() :]) for match in boundaries)]
    parts: List[Clause] = []
    joined = False
    for start, end, own in zip(starts, ends, apart, strict=True):
        part = Clause(start, text[start:end].strip(), own or joined)
        # What holds an address is a proof of who writes, not a request.
        if _is_long_enough(part.text) and "@" not in part.text:
            parts.append(part)
        # A mere "Also," sets the next part apart.
        joined = part.apart and not _is_long_enough(part.text)
    return parts[:MAX_CLAUSES]


def _sets_apart(boundary: str, following: str) -> bool:
    return _STRONG.search(boundary) is not None or _JOINED.match(following) is not None


def _is_long_enough(text: str) -> bool:
    return len(_WORD.findall(text)) >= MIN_CLAUSE_WORDS or len(_HAN.findall(text)) >= MIN_CLAUSE_HAN


async def two_requests(text: str, whole: Parsed, parse: Parse) -> Optional[Requests]:
    """The two requests of a message, None where it holds at most one."""
    parts = clauses(text)
    if len(parts) < 2:  # noqa: PLR2004
        return None
    first: Optional[Parsed] = None
    for part in parts:
        parsed = await parse(part.text)
        intent = _request(parsed)
        if intent is None or not _asks(part.text, intent):
            continue
        if first is None:
            first = parsed
        elif _is_another(_request(first), intent) and _stands_alone(part, intent, whole):
            entities = [one for one in whole.get("entities") or [] if one.get("start", 0) < part.start]
            return Requests({**first, "entities": entities}, parsed, part)
    return None


def _stands_alone(part: Clause, intent: str, whole: Parsed) -> bool:
    """Whether a later clause is a second request, and not the one request after its background."""
    if len(_WORD.findall(part.text)) < MIN_SECOND and len(_HAN.findall(part.text)) < MIN_SECOND:
        return False
    return part.apart or (whole.get("intent") or {}).get("name") != intent


def _asks(text: str, intent: str) -> bool:
    """Whether a clause is a request of its own; the mere name of a product is part of the one before."""
    return intent not in ("product_info", "stock_availability") or _QUESTION.search(text) is not None


def _request(parsed: Parsed) -> Optional[str]:
    intent = parsed.get("intent") or {}
    known = intent.get("name") in REQUESTS and (intent.get("confidence") or 0.0) >= SURE
    return intent["name"] if known else None


def _is_another(first: Optional[str], second: str) -> bool:
    return first != second and not any({first, second} <= matter for matter in SAME_MATTER)
