"""A linear-chain CRF that finds product, category, color, size and reason in free text.

Lafferty, McCallum, Pereira 2001; CRFsuite's L-BFGS with L1 and L2 penalty. Its model is CRFsuite's own
binary format, not a pickle.
"""

from pathlib import Path
from typing import Iterable, List, NamedTuple, Sequence, Tuple

import pycrfsuite

from rasa_bot.components.crf_features import Span, features_of, spans_of, tags_of, units_of

Tokens = Sequence[Tuple[str, int]]

L1, L2, ITERATIONS = 0.05, 0.02, 45
"""L1 keeps the model at 2 MB; picked among three settings on one held-out fifth of the annotated messages."""


class Example(NamedTuple):
    """(word, start offset) of a message and the entities in it."""

    tokens: Tokens
    spans: Sequence[Span]


class CrfModel:
    """`content`: bytes of a CRFsuite model; b"" finds nothing."""

    def __init__(self, content: bytes) -> None:
        self._content = content  # the tagger reads from this very memory
        self._tagger = pycrfsuite.Tagger()
        if content:
            self._tagger.open_inmemory(content)

    @classmethod
    def fit(cls, examples: Iterable[Example], file: Path) -> "CrfModel":
        """Trains and leaves the model in `file`, empty where no example has an entity."""
        trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
        annotated = False
        for example in examples:
            units = units_of(example.tokens)
            if units:
                annotated = annotated or bool(example.spans)
                trainer.append(features_of(units), tags_of(units, example.spans))
        if not annotated:
            file.write_bytes(b"")
            return cls(b"")
        trainer.set_params({"c1": L1, "c2": L2, "max_iterations": ITERATIONS})
        trainer.set_params({"feature.possible_transitions": True})
        trainer.train(str(file))
        return cls(file.read_bytes())

    def spans(self, tokens: Tokens) -> List[Span]:
        """The entities of one message, left to right."""
        units = units_of(tokens)
        if not self._content or not units:
            return []
        return spans_of(units, self._tagger.tag(features_of(units)))
