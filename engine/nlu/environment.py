"""Where Rasa lives. The app never imports Rasa; it runs it."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class RasaEnvironment:
    """Where Rasa runs. root: folder that holds rasa_bot/ (Rasa's working directory)."""

    python: Path
    root: Path
    sentence_dir: Path

    @property
    def bot_dir(self) -> Path:
        return self.root / "rasa_bot"

    def variables(self) -> dict[str, str]:
        """The process environment, with what our components need."""
        return {
            **os.environ,
            "ATTUNE_SENTENCE_DIR": str(self.sentence_dir.resolve()),
            "RASA_TELEMETRY_ENABLED": "false",
            "PYTHONWARNINGS": "ignore",
            "TF_CPP_MIN_LOG_LEVEL": "2",
            "PYTHONPATH": str(self.root),
        }
