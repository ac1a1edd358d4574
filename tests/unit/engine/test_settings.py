"""Settings: every one documented, secrets made once and kept private."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from engine.settings import ROOT, Settings, with_secrets


def test_secrets_are_made_once_and_are_private(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: with_secrets(Settings(var_dir=tmp_path)), range(16)))
    assert len({settings.turn_secret for settings in made}) == 1
    assert len({settings.shop_secret for settings in made}) == 1
    assert made[0].turn_secret != made[0].shop_secret
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600


def test_a_secret_that_was_set_is_kept(tmp_path: Path) -> None:
    settings = with_secrets(Settings(var_dir=tmp_path, turn_secret="mine"))
    assert settings.turn_secret == "mine"
    assert settings.shop_secret


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ATTUNE_DATABASE_URL", "sqlite:////elsewhere.db")
    monkeypatch.setenv("ATTUNE_DATA", str(tmp_path))
    settings = Settings()
    assert settings.resolved_database_url == "sqlite:////elsewhere.db"
    assert settings.data_dir == tmp_path


def test_every_setting_is_documented() -> None:
    documented = (ROOT / "ARCHITECTURE.md").read_text()
    for name, field in Settings.model_fields.items():
        assert field.description, name
        variable = field.alias or f"ATTUNE_{name.upper()}"
        assert f"`{variable}`" in documented, f"{variable} is missing in ARCHITECTURE.md"
