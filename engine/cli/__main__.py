"""`python -m engine.cli`: the same as `attune`."""

from engine.cli import app

if __name__ == "__main__":
    app()
