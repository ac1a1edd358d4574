"""Which of many short texts are nearly the same: a set similarity join over character trigrams.

Prefix filtering, source: Chaudhuri, Ganti, Kaushik 2006; Xiao et al. 2008 (PPJoin). Two sets with a Jaccard
similarity of t or more share an item among the first |x| - ceil(t |x|) + 1 of each, where items are ordered
from the rarest on; so that a text is compared with the few that share a rare trigram with it, not with all.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True)
class Pair:
    """Texts number `first` < `second`, and their Jaccard similarity."""

    first: int
    second: int
    similarity: float


def trigrams(text: str) -> frozenset[str]:
    """All runs of three characters of the text with a space around it; at least one, for any text."""
    padded = f" {text} "
    return frozenset(padded[at : at + 3] for at in range(max(1, len(padded) - 2)))


def similar_pairs(texts: Sequence[str], threshold: float) -> Iterator[Pair]:
    """All pairs of texts whose trigrams have a Jaccard similarity of `threshold` or more."""
    sets = [trigrams(text) for text in texts]
    frequency = Counter(item for one in sets for item in one)
    index: dict[str, list[int]] = defaultdict(list)
    # From the smallest on: a partner that was indexed before is never larger.
    for number in sorted(range(len(sets)), key=lambda n: len(sets[n])):
        own = sets[number]
        least = threshold * len(own)
        ordered = sorted(own, key=lambda item: (frequency[item], item))
        candidates: set[int] = set()
        for item in ordered[: len(own) - ceil(least) + 1]:
            candidates.update(n for n in index[item] if len(sets[n]) >= least)
            index[item].append(number)
        for other in sorted(candidates):
            shared = len(own & sets[other])
            similarity = shared / (len(own) + len(sets[other]) - shared)
            if similarity >= threshold:
                yield Pair(min(number, other), max(number, other), similarity)
