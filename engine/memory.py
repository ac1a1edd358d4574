"""How much memory this process has needed."""

import resource
import sys
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
