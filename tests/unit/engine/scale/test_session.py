"""Where Spark cannot run, the reason and the way out are told."""

import sys
from pathlib import Path

import pytest

from engine.errors import Invalid, NotFound, Unavailable
from engine.scale.log import log_of_database, log_of_files
from engine.scale.session import open_spark
from engine.settings import Settings


def test_without_pyspark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(Unavailable, match=r"pip install pyspark==4\.3\.0"):
        open_spark(Settings.model_validate({}))


def test_the_version_named_is_the_one_that_is_tested() -> None:
    pins = (Path(__file__).parents[3] / "requirements.txt").read_text()
    assert "pyspark==4.3.0" in pins


def test_without_java(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(Unavailable, match="default-jre-headless"):
        open_spark(Settings.model_validate({}))


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("sqlite:///x.db", "export-events"),
        ("postgresql+psycopg://attune@/attune?host=/run/postgres", "by TCP"),
    ],
)
def test_what_jdbc_cannot_read(url: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        log_of_database(None, Settings.model_validate({"database_url": url}))


def test_a_missing_driver_is_named(tmp_path: Path) -> None:
    chosen = {"database_url": "postgresql+psycopg://a@db/a", "spark_jdbc_jar": tmp_path / "no.jar"}
    with pytest.raises(Unavailable, match="libpostgresql-jdbc-java"):
        log_of_database(None, Settings.model_validate(chosen))


def test_a_log_that_was_not_exported(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="export-events"):
        log_of_files(None, str(tmp_path))
