"""How commands fail: one sentence on standard error and exit code 1, no traceback for expected errors."""

from typing import Any

import typer
from typer.core import TyperGroup

from engine.errors import AttuneError
from engine.log import configure_logging


class AttuneGroup(TyperGroup):
    """The root group; turns an `AttuneError` into its sentence."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Runs the command; as a program of its own, log lines go to standard error."""
        if not args and not kwargs:  # called by the shell, not by another program or a test
            configure_logging()
        return super().main(*args, **kwargs)

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except AttuneError as error:
            typer.secho(error.message, err=True, fg=typer.colors.RED)
            raise typer.Exit(1) from error
