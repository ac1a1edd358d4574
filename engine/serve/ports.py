"""Ports: finding free ones, and saying so when one is taken."""

import socket

from engine.errors import Unavailable


def free_port(host: str = "127.0.0.1") -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return probe.getsockname()[1]


def ensure_free(host: str, port: int) -> None:
    """Raise Unavailable with a way out where `port` is taken or may not be used."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            raise Unavailable(
                f"Port {port} needs administrator's rights; choose one above 1023 with --port."
            ) from None
        except OSError as error:
            raise Unavailable(
                f"Port {port} on {host} is taken ({error.strerror}); stop what uses it, or choose another: "
                f"make run PORT={port + 1}"
            ) from None
