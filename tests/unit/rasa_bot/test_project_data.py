"""What Rasa itself has to say of the project: our trainings leave its validation out."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_rasa_finds_no_conflict_between_domain_rules_and_actions(rasa_environment: dict) -> None:
    bot = ROOT / "rasa_bot"
    command = [ROOT / ".venv-rasa" / "bin" / "python", "-m", "rasa", "data", "validate"]
    command += ["--domain", bot / "domain", "--config", bot / "config.yml"]
    command += ["--data", bot / "data" / "nlu", bot / "data" / "rules"]
    done = subprocess.run(
        command, cwd=ROOT, env=rasa_environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
