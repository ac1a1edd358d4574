"""The packed multilingual E5 as a PyTorch module and a tokenizer, ready to be exported."""

import importlib
from typing import Any

from engine.text.packed_e5 import PackedModel, Pieces, Shape

PREFIX = "query: "
"""E5 was trained with it before every short text."""

_MATRICES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}
_EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
}


def bert_of(packed: PackedModel) -> Any:
    """transformers' BertModel without its pooler, with the packed weights."""
    transformers: Any = importlib.import_module("transformers")
    shape = packed.shape
    configuration = transformers.BertConfig(
        vocab_size=shape.vocabulary,
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.feed_forward,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.types,
        layer_norm_eps=shape.epsilon,
    )
    model = transformers.BertModel(configuration, add_pooling_layer=False).eval()
    model.load_state_dict(_state(packed, shape))
    return model


def _state(packed: PackedModel, shape: Shape) -> dict[str, Any]:
    torch: Any = importlib.import_module("torch")
    state: dict[str, Any] = {}

    def put(name: str, tensor: str, *size: int) -> None:
        state[name] = torch.tensor(packed.tensors[tensor].reshape(*size))

    for tensor, name in _EMBEDDINGS.items():
        put(name, tensor, -1, shape.hidden)
    put("embeddings.LayerNorm.weight", "emb.ln.w", -1)
    put("embeddings.LayerNorm.bias", "emb.ln.b", -1)
    for layer in range(shape.layers):
        for short, name in _MATRICES.items():
            rows = shape.feed_forward if short == "fi" else shape.hidden
            put(f"encoder.layer.{layer}.{name}.weight", f"l{layer}.{short}.w", rows, -1)
            put(f"encoder.layer.{layer}.{name}.bias", f"l{layer}.{short}.b", -1)
        for short, name in _NORMS.items():
            put(f"encoder.layer.{layer}.{name}.weight", f"l{layer}.{short}.w", -1)
            put(f"encoder.layer.{layer}.{name}.bias", f"l{layer}.{short}.b", -1)
    return state


def tokenizer_of(pieces: Pieces) -> Any:
    """The tokenizer as the `tokenizers` library runs it."""
    library: Any = importlib.import_module("tokenizers")
    vocabulary = list(zip(pieces.pieces, pieces.scores, strict=True))
    tokenizer = library.Tokenizer(library.models.Unigram(vocabulary, unk_id=pieces.unknown))
    spaces = library.normalizers.Replace(library.Regex(" {2,}"), " ")
    tokenizer.normalizer = library.normalizers.Sequence([library.normalizers.NFKC(), spaces])
    tokenizer.pre_tokenizer = library.pre_tokenizers.Metaspace(prepend_scheme="always")
    begin, end = pieces.pieces[pieces.begin], pieces.pieces[pieces.end]
    tokenizer.post_processor = library.processors.TemplateProcessing(
        single=f"{begin} $A {end}", special_tokens=[(begin, pieces.begin), (end, pieces.end)]
    )
    return tokenizer
