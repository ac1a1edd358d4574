"""`python -m engine.bench.with_peak FILE ...`: run `attune ...`, and write its peak of memory to FILE in MB.

The system's own count of an ended child (`ru_maxrss`) would start at what its parent held.
"""

import runpy
import sys
from pathlib import Path

from engine.memory import peak_megabytes

if __name__ == "__main__":
    file, *arguments = sys.argv[1:]
    sys.argv = ["attune", *arguments]
    try:
        runpy.run_module("engine.cli", run_name="__main__")
    finally:
        Path(file).write_text(str(peak_megabytes()))
