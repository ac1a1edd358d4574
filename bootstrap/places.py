"""Where things lie in the checkout."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APP_ENV = ROOT / ".venv"
RASA_ENV = ROOT / ".venv-rasa"
TOOLS_ENV = ROOT / "var" / "tools"
FRONTEND = ROOT / "frontend"
STATIC = ROOT / "web" / "static"


def env_python(environment: Path) -> Path:
    """The interpreter of a virtual environment."""
    return environment / "bin" / "python"
