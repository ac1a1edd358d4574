"""Writes the pinned requirements from their `.in` files: `make pins`."""

import re
from pathlib import Path

from bootstrap.commands import run, say
from bootstrap.installer import find_uv
from bootstrap.places import ROOT

# PyTorch names its CUDA packages itself, so a CPU build must not find them pinned here.
LEFT_TO_TORCH = re.compile(r"^(nvidia-|triton|cuda-|torch==)")


def write_pins() -> None:
    """Resolve both environments anew."""
    _compile(ROOT / "requirements.in", "3.11", "--universal")
    _leave_torch_alone(ROOT / "requirements.txt")
    _compile(ROOT / "tests" / "requirements.in", "3.11", "--universal")
    # Not universal: Rasa has no release for newer Pythons, and a universal resolution asks for one.
    _compile(ROOT / "rasa_bot" / "requirements.in", "3.10")


def _compile(source: Path, python: str, *options: str) -> None:
    target = source.with_suffix(".txt")
    say(f"resolving {target.relative_to(ROOT)}")
    command = [find_uv(), "pip", "compile", "--quiet", *options, "--no-header", "--no-annotate"]
    command += ["--python-version", python, source, "-o", target]
    run(command, advice=f"{source.name} could not be resolved; the lines above say why.", cwd=ROOT)


def _leave_torch_alone(file: Path) -> None:
    lines = file.read_text().splitlines()
    torch = next(line.split(";")[0].split("+")[0].strip() for line in lines if line.startswith("torch=="))
    kept = [line for line in lines if not LEFT_TO_TORCH.match(line)]
    file.write_text("\n".join(sorted([*kept, torch], key=str.lower)) + "\n")
