"""Set-up says in one sentence what is missing and what to do."""

import subprocess
import sys
from pathlib import Path

import pytest

from bootstrap import environments, interpreters, pins
from bootstrap.places import ROOT
from bootstrap.problem import SetupProblem


def test_without_python_310_it_says_how_to_get_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    uv = tmp_path / "uv"
    uv.write_text("#!/bin/sh\necho 'error: no download to be had' >&2\nexit 2\n")
    uv.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    monkeypatch.delenv("ATTUNE_PYTHON310", raising=False)
    with pytest.raises(SetupProblem, match=r"needs Python 3\.10.*no download to be had.*ATTUNE_PYTHON310"):
        interpreters.rasa_python(uv)


def test_a_shim_of_an_absent_version_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shim = tmp_path / "python3.10"
    shim.write_text("#!/bin/sh\necho 'pyenv: python3.10: command not found' >&2\nexit 127\n")
    shim.chmod(0o755)
    assert interpreters._version(shim) is None


def test_a_wrongly_named_python_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTUNE_PYTHON310", sys.executable)
    with pytest.raises(SetupProblem, match=r"is not a Python 3\.10"):
        interpreters.rasa_python(tmp_path / "uv")


def test_a_full_disk_is_noticed_before_anything_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(environments.NEEDED_BYTES, environments.APP_ENV, 10**18)
    with pytest.raises(SetupProblem, match="GB are free on this disk; make room"):
        environments._check_disk(environments.APP_ENV)


def test_an_old_python_is_told_so() -> None:
    old = next(iter(sorted(Path.home().glob(".pyenv/versions/3.[89]*/bin/python"))), None)
    if old is None:
        old = Path(sys.executable)
    code = "import sys; sys.version_info = (3, 9, 1); import bootstrap"
    done = subprocess.run([old, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("Attune needs Python 3.11 or newer")


def test_a_second_set_up_starts_no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a program was started")

    monkeypatch.setattr(environments, "run", refuse)
    monkeypatch.setattr(environments, "find_uv", refuse)
    environments.set_up_app(with_tests=True)
    environments.set_up_app(with_tests=False)
    environments.set_up_rasa()


def test_pins_leave_torch_to_its_own_build(tmp_path: Path) -> None:
    file = tmp_path / "requirements.txt"
    file.write_text("nvidia-cublas==1\ntorch==2.13.0 ; x\ntorch==2.13.0+cpu ; y\nzlib==1\nabc==1\n")
    pins._leave_torch_alone(file)
    assert file.read_text() == "abc==1\ntorch==2.13.0\nzlib==1\n"


def test_committed_pins_name_no_cuda_and_no_place() -> None:
    for name in ("requirements.txt", "tests/requirements.txt", "rasa_bot/requirements.txt"):
        text = (ROOT / name).read_text()
        assert "nvidia" not in text
        assert "://" not in text
        assert "file:" not in text
