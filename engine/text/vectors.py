"""Sentence vectors through ONNX Runtime: no PyTorch, a few milliseconds a sentence on one core."""

import importlib
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]


class Encoder:
    """Turns texts into unit vectors whose dot product is their cosine similarity. Safe to share between
    threads.

    directory: a folder written by `engine.text.export.export`. threads: cores that one call may use; more
    than 2 gains nothing on short texts. Raises FileNotFoundError where the folder is not an export.
    """

    def __init__(self, directory: Path, *, threads: int = 1, batch: int = 32) -> None:
        onnxruntime: Any = importlib.import_module("onnxruntime")
        tokenizers: Any = importlib.import_module("tokenizers")
        meta = json.loads((directory / "meta.json").read_text(encoding="utf-8"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # Spinning threads would keep the second core busy between two sentences.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session: Any = onnxruntime.InferenceSession(
            str(directory / meta["file"]), options, providers=["CPUExecutionProvider"]
        )
        self._inputs: list[str] = [node.name for node in self._session.get_inputs()]
        self._tokenizer: Any = tokenizers.Tokenizer.from_file(str(directory / "tokenizer.json"))
        self._tokenizer.enable_truncation(meta["max_tokens"])
        self._tokenizer.enable_padding(pad_id=meta["pad_id"], pad_token=meta["pad_token"])
        self._batch = batch
        self._prefix: str = meta["prefix"]
        self.name: str = meta["name"]
        self.dim: int = meta["dim"]

    def encode(self, texts: list[str]) -> FloatArray:
        """Returns float32 (len(texts), dim), rows of length 1, in the order of `texts`."""
        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        # Texts of like length share a batch, so that little of it is padding.
        order = sorted(range(len(texts)), key=lambda row: len(texts[row]))
        for start in range(0, len(order), self._batch):
            rows = order[start : start + self._batch]
            vectors[rows] = self._run([texts[row] for row in rows])
        return vectors

    def _run(self, texts: list[str]) -> FloatArray:
        encoded = self._tokenizer.encode_batch([self._prefix + text for text in texts])
        columns = {
            "input_ids": [one.ids for one in encoded],
            "attention_mask": [one.attention_mask for one in encoded],
            "token_type_ids": [one.type_ids for one in encoded],
        }
        feed = {name: np.asarray(columns[name], dtype=np.int64) for name in self._inputs}
        return np.asarray(self._session.run(["vector"], feed)[0], dtype=np.float32)
