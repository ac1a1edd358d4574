"""Exports a sentence model once to ONNX, so that nothing at run time needs PyTorch.

The folder written holds model.onnx (or model.int8.onnx), tokenizer.json and meta.json;
`engine.text.vectors.Encoder` and the sentence vector component of the Rasa pipeline read the same folder.
"""

import importlib
import json
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any

from engine.errors import Unavailable
from engine.text.exportable import Exportable, load
from engine.text.vectors import Encoder

FORMAT = 3
MIN_COSINE_FP32 = 0.9999
MIN_COSINE_INT8 = 0.95

_PROBES = [
    "hi",
    "Where is my order W1234567?",
    "I would like to return the blue shirt that I bought last week, because it does not fit me at all.",
    "你好，我的订单到哪里了？",
    "Do you ship abroad, and how long would it take if I ordered two of them now? 我住在上海。",
]


def export(model_name: str, target_dir: Path, *, quantise: bool = False) -> Path:
    """Writes the ONNX folder for a model, unless `target_dir` already holds exactly this one; returns
    `target_dir`.

    model_name: as `engine.text.exportable.load` takes it. quantise: store 8-bit weights: a quarter of the
    size and of the time, at a cosine of about .98 to the original. The folder appears whole or not at all.
    Raises Unavailable where the model cannot be loaded or the export does not reproduce its vectors.
    """
    if is_current(model_name, target_dir, quantise=quantise):
        return target_dir
    target_dir.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{target_dir.name}-", dir=target_dir.parent))
    try:
        model = load(model_name)
        _write(model, work, quantise=quantise)
        _verify(model, work, MIN_COSINE_INT8 if quantise else MIN_COSINE_FP32)
        _publish(work, target_dir)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return target_dir


def is_current(model_name: str, target_dir: Path, *, quantise: bool = False) -> bool:
    """Whether `target_dir` holds a whole export of this very model."""
    try:
        meta = json.loads((target_dir / "meta.json").read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return False
    same = (meta.get("format"), meta.get("name"), meta.get("quantised")) == (FORMAT, model_name, quantise)
    return same and all((target_dir / name).is_file() for name in (meta["file"], "tokenizer.json"))


def _write(model: Exportable, folder: Path, *, quantise: bool) -> None:
    (folder / "tokenizer.json").write_text(model.tokenizer.to_str(), encoding="utf-8")
    _to_onnx(model, folder / "model.onnx")
    meta = {
        "format": FORMAT,
        "name": model.name,
        "file": _quantise(folder) if quantise else "model.onnx",
        "quantised": quantise,
        "dim": model.dim,
        "pooling": model.pooling,
        "normalise": True,
        "max_tokens": model.max_tokens,
        "pad_id": model.pad[0],
        "pad_token": model.pad[1],
        "prefix": model.prefix,
    }
    (folder / "meta.json").write_text(json.dumps(meta, indent=1), encoding="utf-8")


def _to_onnx(model: Exportable, path: Path) -> None:
    """One graph from token ids to the normalised vector, with batch and length left open."""
    torch: Any = importlib.import_module("torch")
    ones = torch.ones(2, 8, dtype=torch.long)
    examples = {"input_ids": torch.full((2, 8), 5), "attention_mask": ones, "token_type_ids": ones * 0}
    open_axes = {0: torch.export.Dim.DYNAMIC, 1: torch.export.Dim.DYNAMIC}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter warns about its own internals
        program: Any = torch.onnx.export(
            model.graph,
            tuple(examples[name] for name in model.inputs),
            input_names=model.inputs,
            output_names=["vector"],
            dynamic_shapes={"inputs": tuple(open_axes for _ in model.inputs)},
            dynamo=True,
            verbose=False,
        )
    program.save(str(path), external_data=False)


def _quantise(folder: Path) -> str:
    library: Any = importlib.import_module("onnxruntime.quantization")
    # Per channel: measured cosine to the original .98, per tensor .93, at the same speed.
    library.quantize_dynamic(
        folder / "model.onnx",
        folder / "model.int8.onnx",
        weight_type=library.QuantType.QInt8,
        per_channel=True,
    )
    (folder / "model.onnx").unlink()
    return "model.int8.onnx"


def _verify(model: Exportable, folder: Path, least: float) -> None:
    cosine = float((Encoder(folder).encode(_PROBES) * model.reference(_PROBES)).sum(axis=1).min())
    if cosine < least:
        raise Unavailable(
            f"The exported sentence model does not match the original: cosine {cosine:.5f} < {least}"
        )


def _publish(work: Path, target: Path) -> None:
    """Swaps the finished folder in; a reader sees the old one or the new one."""
    retired = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
    try:
        if target.exists():
            target.rename(retired / "old")
        work.chmod(0o755)
        work.rename(target)
    finally:
        shutil.rmtree(retired, ignore_errors=True)
