"""`python -m engine.cli`: the same as `attune`."""

from engine.cli import app

app()
