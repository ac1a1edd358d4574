"""How commands fail: one sentence on standard error and exit code 1, no traceback for expected errors."""

from typing import Any

import typer
from typer.core import TyperGroup

from engine.errors import AttuneError


class AttuneGroup(TyperGroup):
    """The root group; turns an `AttuneError` into its sentence."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except AttuneError as error:
            typer.secho(error.message, err=True, fg=typer.colors.RED)
            raise typer.Exit(1) from error
