"""Processes of this machine: that they end with us, and whether one that we remember still runs."""

import ctypes
import os
import signal
import socket
import sys
from pathlib import Path

PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """In a new child, before its program starts: ask for SIGTERM when our process ends (Linux only).

    The signal comes when the *thread* that started the child ends, so that must be one that lives as long
    as the child may.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def own_identity() -> str:
    """This process as `host/pid/start`: another process that gets the same number later is not it."""
    return f"{socket.gethostname()}/{os.getpid()}/{_start_of(os.getpid())}"


def is_gone(identity: str) -> bool:
    """Whether the process named by `own_identity` has ended. One of another machine is never said to be."""
    _, pid, start = identity.rsplit("/", 2)
    if not is_of_this_host(identity):
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return _start_of(int(pid)) != start


def is_of_this_host(identity: str) -> bool:
    """Whether a process named by `own_identity` is or was one of this machine."""
    return identity.rsplit("/", 2)[0] == socket.gethostname()


def _start_of(pid: int) -> str:
    """Ticks from boot to its start (field 22 of /proc/PID/stat); "" of none, and where there is no /proc."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return ""
    fields = stat.rpartition(")")[2].split()
    return "" if fields[0] == "Z" else fields[19]
