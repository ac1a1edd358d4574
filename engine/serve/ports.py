"""Ports: finding free ones, and saying so when one is taken."""

import random
import socket

from engine.errors import Unavailable

_OURS = range(20_000, 30_000)
"""Below the ports that systems give to outgoing connections: one of those can be taken again before the
process that it was meant for listens on it, and Rasa needs seconds until it does."""
_TRIES = 100


def free_port(host: str = "127.0.0.1") -> int:
    """A port that was free a moment ago. Raises Unavailable where none is found."""
    for port in random.sample(_OURS, _TRIES):
        with socket.socket() as probe:
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    raise Unavailable(f"No free port between {_OURS.start} and {_OURS.stop} on {host}; end what uses them.")


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
