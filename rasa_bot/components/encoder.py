"""Sentence vectors from the ONNX folders that the app exports (ATTUNE_SENTENCE_DIR).

The app has the like of this in engine/text/vectors.py; the two environments share the folders, never code.
"""

import functools
import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import List

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

ENVIRONMENT = "ATTUNE_SENTENCE_DIR"
ENGLISH, MULTILINGUAL = "english", "multilingual"
_CORES = 2


class SentenceEncoder:
    """Texts in, rows of length 1 out. max_tokens cuts long texts, whose cost grows with their length."""

    def __init__(self, directory: Path, max_tokens: int) -> None:
        meta = json.loads((directory / "meta.json").read_text(encoding="utf-8"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(directory / meta["file"]), options, providers=["CPUExecutionProvider"]
        )
        self._inputs = [node.name for node in self._session.get_inputs()]
        self._tokenizer = Tokenizer.from_file(str(directory / "tokenizer.json"))
        self._tokenizer.enable_truncation(min(max_tokens, meta["max_tokens"]))
        self._tokenizer.no_padding()  # the model's own file may pad every text to one length
        self._prefix: str = meta["prefix"]
        self.dim: int = meta["dim"]

    def vector(self, text: str) -> np.ndarray:
        """Returns float32 (dim,)."""
        encoded = self._tokenizer.encode(self._prefix + text)
        columns = {
            "input_ids": encoded.ids,
            "attention_mask": encoded.attention_mask,
            "token_type_ids": encoded.type_ids,
        }
        feed = {name: np.asarray([columns[name]], dtype=np.int64) for name in self._inputs}
        return self._session.run(["vector"], feed)[0][0]

    def encode(self, texts: List[str]) -> np.ndarray:
        """Returns float32 (len(texts), dim) in the order of `texts`, on all cores.

        One by one: 8-bit models scale each input as a whole, so a batch's other texts would change a
        vector, and batches gain no time.
        """
        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        with ThreadPoolExecutor(_CORES) as pool:
            return np.stack(list(pool.map(self.vector, texts)))


def sentence_directory() -> Path:
    """The folder named by ATTUNE_SENTENCE_DIR, with an export in `english` and one in `multilingual`.

    Raises RuntimeError with the remedy where it is unset or lacks one.
    """
    named = os.environ.get(ENVIRONMENT)
    if not named or not all((Path(named) / kind / "meta.json").is_file() for kind in (ENGLISH, MULTILINGUAL)):
        raise RuntimeError(
            f"{ENVIRONMENT} must name a folder with the exported sentence models (found: {named!r}); "
            "`attune nlu train` and `attune up` export them and set the variable."
        )
    return Path(named)


@functools.lru_cache(maxsize=4)
def shared_encoder(directory: Path, max_tokens: int) -> SentenceEncoder:
    """One encoder for all components of a process."""
    return SentenceEncoder(directory, max_tokens)
