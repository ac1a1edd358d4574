"""How fast the app comes back after it was killed."""

import subprocess
import sys

from engine.settings import ROOT

SLOW = ("torch", "spacy", "sentence_transformers", "sklearn", "pandas", "scipy", "onnxruntime", "tokenizers")
LOADED = f"import sys, web.app; print([name for name in {SLOW!r} if name in sys.modules])"


def test_nothing_that_loads_for_seconds_is_imported_before_it_is_used() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
