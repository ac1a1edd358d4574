"""Runs the smoke test; exits 0 where every step holds."""

import os
import sys
import tempfile
from pathlib import Path

from engine.errors import AttuneError
from engine.serve.instance import Instance
from engine.settings import get_settings
from tests.smoke.script import play


def report(line: str) -> None:
    """One line of progress."""
    sys.stderr.write(f"  ✓ {line}\n")


def main() -> int:
    """Play on the tau-retail shop, on the demo shop where that set is absent (never in CI)."""
    source = get_settings().data_dir / "taubench_retail"
    if not source.exists() and os.environ.get("CI"):
        sys.stderr.write(f"{source} is absent, and CI must have it\n")
        return 1
    with tempfile.TemporaryDirectory(prefix="attune-smoke-") as folder:
        instance = Instance(Path(folder))
        try:
            if source.exists():
                sys.stderr.write("smoke test on the tau-retail shop\n")
                instance.attune("ingest", str(source), "--format", "tau-retail")
            else:
                sys.stderr.write("smoke test on the demo shop (the tau-retail set is absent)\n")
            with instance:
                play(instance, report)
        except (AssertionError, AttuneError, TimeoutError) as problem:
            sys.stderr.write(f"\nsmoke test failed: {problem}\n")
            keep = Path("var/smoke-failure.log")
            keep.parent.mkdir(exist_ok=True)
            keep.write_text(instance.logs())
            sys.stderr.write(f"the stack's logs are in {keep}\n")
            return 1
    sys.stderr.write("smoke test passed\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
