"""How much memory this process has needed."""

import os
import resource
import sys
from collections.abc import Mapping
from pathlib import Path

_STATUS, _RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def reset_peak() -> None:
    """Start to count the peak anew, where the system can (Linux)."""
    try:
        _RESET.write_text("5")
    except OSError:  # the peak is then that of the process's whole life
        return


def peak_megabytes() -> float:
    """Largest resident memory since `reset_peak`, in megabytes."""
    try:
        status = _STATUS.read_text()
    except OSError:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most / 1e6 if sys.platform == "darwin" else most / 1e3
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    return int(kilobytes) / 1024


def peak_megabytes_of_children() -> float:
    """The largest resident memory that each living process below this one has had, added up, in megabytes.

    An upper bound of what they had together, as not all peak at once. 0 where the system cannot tell.
    """
    parents: dict[int, int] = {}
    most: dict[int, float] = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:  # it has just ended
            continue
        number = int(lines["Pid"])
        parents[number] = int(lines["PPid"])
        most[number] = int(lines["VmHWM"].split()[0]) / 1024 if "VmHWM" in lines else 0.0
    return sum(most[number] for number in parents if _is_below(number, os.getpid(), parents))


def _is_below(number: int, top: int, parents: Mapping[int, int]) -> bool:
    above = parents.get(number, 0)
    return above == top or (above > 0 and _is_below(above, top, parents))
