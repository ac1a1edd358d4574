"""International bank account numbers (ISO 13616) in a text."""

from collections.abc import Iterator

import regex

_IBAN = regex.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]){11,30}(?![A-Za-z0-9])", regex.ASCII)
_SHORTEST = 15
_SUM_OF_RIGHT_ONES = 1


def find_ibans(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each; what follows an IBAN after a space is not taken along."""
    for match in _IBAN.finditer(text):
        words = match[0].split(" ")
        for count in range(len(words), 0, -1):
            candidate = " ".join(words[:count])
            if passes_mod_97(candidate.replace(" ", "")):
                yield match.start(), match.start() + len(candidate)
                break


def passes_mod_97(iban: str) -> bool:
    """The check digits of ISO 7064: the country and they moved behind, letters as 10 to 35, rest 1 by 97."""
    if len(iban) < _SHORTEST or not iban.isascii() or not iban.isalnum():
        return False
    digits = "".join(str(int(character, 36)) for character in iban[4:] + iban[:4])
    return int(digits) % 97 == _SUM_OF_RIGHT_ONES
