"""Masking what identifies a person in a text."""

from engine.text.personal import find_personal

MASKS = {
    "email": "[email]",
    "card": "[card]",
    "phone": "[phone]",
    "iban": "[iban]",
    "postcode": "[postcode]",
    "address": "[address]",
    "name": "[name]",
}

_MOST_PASSES = 8
"""A mask is a boundary: what was glued to a phone number may be a bank account once that is gone."""


def redact(text: str) -> str:
    """`text` with e-mail addresses, phone numbers, payment cards and bank accounts (by check digit),
    postcodes, street addresses and names masked; names where words say so ("my name is", 我叫).

    Order numbers stay: they say nothing without our database, and a trace without them is of no use.
    """
    for _ in range(_MOST_PASSES):
        masked = _once(text)
        if masked == text:
            break
        text = masked
    return text


def _once(text: str) -> str:
    parts: list[str] = []
    end = 0
    for one in find_personal(text):
        if mask := MASKS.get(one.label):
            parts += [text[end : one.start], mask]
            end = one.end
    return "".join([*parts, text[end:]])
