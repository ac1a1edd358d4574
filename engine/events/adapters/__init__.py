"""One module a format: each reads a folder whole and hands over a `Source`."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from engine.events.adapters.attune import read_attune
from engine.events.adapters.tau_retail import read_tau_retail
from engine.events.source import Source

Adapter = Callable[[Path, date], Source]
"""(folder, day that made-up history ends on) -> everything in the folder. Raises Invalid."""

ADAPTERS: Mapping[str, Adapter] = {"attune": read_attune, "tau-retail": read_tau_retail}
