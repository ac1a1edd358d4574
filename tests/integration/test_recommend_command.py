"""`attune recommend`: one customer, or all of them as a file."""

import csv
import json
from pathlib import Path

import pytest

from engine.gaps.reports.choices import store_choices
from engine.store import Database
from tests.integration.test_ingest_command import attune

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("var")
    done = attune("ingest", str(DATA), "--format", "attune", var=folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_one_customer_by_the_customers_id(var: Path) -> None:
    found = json.loads(attune("recommend", "xiaowen", "--k", "3", "--json", var=var).stdout)
    assert (found["customer_id"], len(found["suggestions"])) == ("xiaowen", 3)
    options_first = attune("recommend", "--k", "3", "xiaowen", "--json", var=var)
    assert json.loads(options_first.stdout)["customer_id"] == "xiaowen"
    refused = attune("recommend", "nobody", var=var)
    assert (refused.returncode, "no customer nobody" in refused.stderr) == (1, True)


def test_everybody_as_a_file(var: Path, tmp_path: Path) -> None:
    out = tmp_path / "lists.csv"
    done = attune("recommend", "all", "--out", str(out), "--k", "4", "--json", var=var)
    assert done.returncode == 0, done.stderr
    with out.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert json.loads(done.stdout)["rows"] == len(rows)
    customers = {row["customer"] for row in rows}
    assert len(customers) > 300
    assert "xiaowen" in customers
    assert {row["rank"] for row in rows} == {"1", "2", "3", "4"}


def test_who_switched_personalisation_off_has_no_list(var: Path, tmp_path: Path) -> None:
    database = Database(f"sqlite:///{var / 'attune.db'}")
    with database.session() as session:
        store_choices(session, "xiaowen", personalise=False)
    out = tmp_path / "without.csv"
    done = attune("recommend", "all", "--out", str(out), "--k", "4", "--json", var=var)
    assert done.returncode == 0, done.stderr
    with database.session() as session:
        store_choices(session, "xiaowen", personalise=True)
    database.dispose()
    with out.open(newline="") as file:
        customers = {row["customer"] for row in csv.DictReader(file)}
    assert "xiaowen" not in customers
    assert len(customers) > 300


def test_the_log_as_files(var: Path, tmp_path: Path) -> None:
    done = attune("export-events", str(tmp_path / "log"), "--json", var=var)
    assert json.loads(done.stdout)["events"] > 10_000
    again = attune("export-events", str(tmp_path / "log"), var=var)
    assert (again.returncode, "exists already" in again.stderr) == (1, True)
