"""How the processes are started."""

from pathlib import Path

import yaml

from engine.serve.stack import Ports, app_spec, rasa_spec
from engine.settings import ROOT, Settings

SECRET = "secret-of-this-test"


def test_the_secret_is_in_no_address_and_on_no_command_line(tmp_path: Path) -> None:
    settings = Settings(var_dir=tmp_path, turn_secret=SECRET)
    ports = Ports(app=8000, rasa=5005)
    rasa = rasa_spec(settings, tmp_path / "model.tar.gz", ports)
    assert rasa.env["ATTUNE_ACTION_URL"] == "http://127.0.0.1:8000/internal/actions/webhook"
    assert rasa.env["ATTUNE_TURN_SECRET"] == SECRET
    for spec in (rasa, app_spec(settings, ports)):
        assert SECRET not in " ".join([*spec.command, spec.health_url])


def test_rasa_sends_the_secret_as_a_header() -> None:
    endpoints = yaml.safe_load((ROOT / "rasa_bot" / "endpoints.yml").read_text())
    headers = endpoints["action_endpoint"]["headers"]
    assert headers == {"Authorization": "Bearer ${ATTUNE_TURN_SECRET}"}


def test_the_app_reads_no_frame_above_64_kib(tmp_path: Path) -> None:
    command = list(app_spec(Settings(var_dir=tmp_path), Ports(app=8000, rasa=5005)).command)
    assert command[command.index("--ws-max-size") + 1] == "65536"
