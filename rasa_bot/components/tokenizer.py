"""Words of mixed English and Chinese text: jieba for the Chinese runs, letters and digits for the rest."""

import io
import logging
import re
from typing import Any, BinaryIO, Dict, List, Tuple

import jieba
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

jieba.setLogLevel(logging.WARNING)

_LEAST_FREQUENT = 4
"""Words that jieba's corpus has more seldom are half of its dictionary and 50 MB; what they are made of is
found without them."""


class _FrequentWords(jieba.Tokenizer):
    """jieba without the rarest words of its dictionary."""

    def __init__(self) -> None:
        super().__init__()
        self.cache_file = f"attune-jieba-{_LEAST_FREQUENT}.cache"

    @staticmethod
    def gen_pfdict(f: BinaryIO) -> Tuple[Dict[str, int], int]:
        with f:
            frequent = [line for line in f if int(line.split(b" ")[1]) >= _LEAST_FREQUENT]
        return jieba.Tokenizer.gen_pfdict(io.BytesIO(b"".join(frequent)))


_CHINESE = _FrequentWords()

# Han runs go to jieba; e-mail addresses stay whole; words keep inner apostrophes and hyphens; the rest is
# one sign each.
_PIECE = re.compile(
    r"(?P<han>[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+)"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|[^\W\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff_]+(?:['’-][^\W\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff_]+)*"
    r"|[^\w\s]"
    r"|_"
)


def split(text: str) -> List[Tuple[str, int]]:
    """Returns (token, start offset) in order; punctuation counts as tokens, white space does not."""
    tokens: List[Tuple[str, int]] = []
    for piece in _PIECE.finditer(text):
        if piece["han"] is None:
            tokens.append((piece[0], piece.start()))
            continue
        tokens.extend((word, piece.start() + start) for word, start, _ in _CHINESE.tokenize(piece[0]))
    return tokens


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class MixedTokenizer(Tokenizer):
    """Tokenizer for messages that mix English and Chinese."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
        }

    def __init__(self, config: Dict[str, Any]) -> None:
        super().__init__(config)
        _CHINESE.initialize()  # otherwise the first customer waits for the dictionary

    def tokenize(self, message: Message, attribute: str) -> List[Token]:
        return [Token(word, start) for word, start in split(message.get(attribute))]
