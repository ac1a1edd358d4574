"""Sentence vectors from the ONNX folder that the app exports (ATTUNE_SENTENCE_DIR).

The app has the like of this in engine/text/vectors.py; the two environments share the folder, never code.
"""

import functools
import json
import os
from pathlib import Path
from typing import List

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

ENVIRONMENT = "ATTUNE_SENTENCE_DIR"
_BATCH = 32


class SentenceEncoder:
    """Texts in, rows of length 1 out. max_tokens cuts long texts, whose cost grows with their length."""

    def __init__(self, directory: Path, threads: int, max_tokens: int) -> None:
        meta = json.loads((directory / "meta.json").read_text(encoding="utf-8"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(directory / meta["file"]), options, providers=["CPUExecutionProvider"]
        )
        self._inputs = [node.name for node in self._session.get_inputs()]
        self._tokenizer = Tokenizer.from_file(str(directory / "tokenizer.json"))
        self._tokenizer.enable_truncation(min(max_tokens, meta["max_tokens"]))
        self._tokenizer.enable_padding(pad_id=meta["pad_id"], pad_token=meta["pad_token"])
        self.dim: int = meta["dim"]

    def encode(self, texts: List[str]) -> np.ndarray:
        """Returns float32 (len(texts), dim) in the order of `texts`; texts of like length share a batch."""
        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda row: len(texts[row]))
        for start in range(0, len(order), _BATCH):
            rows = order[start : start + _BATCH]
            vectors[rows] = self._run([texts[row] for row in rows])
        return vectors

    def _run(self, texts: List[str]) -> np.ndarray:
        encoded = self._tokenizer.encode_batch(texts)
        columns = {
            "input_ids": [one.ids for one in encoded],
            "attention_mask": [one.attention_mask for one in encoded],
            "token_type_ids": [one.type_ids for one in encoded],
        }
        feed = {name: np.asarray(columns[name], dtype=np.int64) for name in self._inputs}
        return self._session.run(["vector"], feed)[0]


def sentence_directory() -> Path:
    """The folder named by ATTUNE_SENTENCE_DIR. Raises RuntimeError with the remedy where it is unset or
    empty.
    """
    named = os.environ.get(ENVIRONMENT)
    if not named or not (Path(named) / "meta.json").is_file():
        raise RuntimeError(
            f"{ENVIRONMENT} must name a folder with the exported sentence model (found: {named!r}); "
            "`attune nlu train` and `attune up` export it and set the variable."
        )
    return Path(named)


@functools.lru_cache(maxsize=4)
def shared_encoder(directory: Path, threads: int, max_tokens: int) -> SentenceEncoder:
    """One encoder for all components of a process: the weights are 90 MB."""
    return SentenceEncoder(directory, threads, max_tokens)
