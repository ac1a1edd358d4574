"""`attune`: the command line. Each group of commands is a module with `register(app)`."""

import importlib
import pkgutil

import typer

from engine.cli.failures import AttuneGroup

app = typer.Typer(
    cls=AttuneGroup,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Attune: a customer-service assistant that knows what it does not know.",
)


def _register_all() -> None:
    for module in sorted(m.name for m in pkgutil.iter_modules(__path__) if m.name != "__main__"):
        register = getattr(importlib.import_module(f"{__name__}.{module}"), "register", None)
        if register is not None:
            register(app)


_register_all()
