"""The store's promises: schema by migrations alone, foreign keys, moments in UTC, queued writers."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, StatementError

from engine.store import Database, new_id
from engine.store.tables import AuditEntry, Base, Customer, Order


def an_entry(**changes: object) -> AuditEntry:
    values = {"id": new_id(), "at": datetime.now(UTC), "actor": "system", "action": "test", "subject": "s"}
    return AuditEntry(**{**values, **changes}, data={})


def test_migrations_and_tables_describe_the_same_schema(database: Database) -> None:
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_migrating_twice_changes_nothing(database: Database) -> None:
    database.migrate()
    with database.session() as session:
        session.add(an_entry())
    database.migrate()
    with database.session() as session:
        assert len(session.scalars(select(AuditEntry)).all()) == 1


def test_a_reference_to_nothing_is_refused(database: Database) -> None:
    with pytest.raises(IntegrityError), database.session() as session:
        session.add(Order(id="W1", customer_id="nobody", status="pending", currency="USD", total_cents=1))


def test_sqlite_keeps_a_write_ahead_log(database: Database) -> None:
    if not database.is_sqlite:
        return
    with database.engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_a_failed_block_leaves_no_trace(database: Database) -> None:
    with pytest.raises(RuntimeError), database.session() as session:
        session.add(an_entry())
        session.flush()
        raise RuntimeError
    with database.session() as session:
        assert session.scalars(select(AuditEntry)).all() == []


def test_moments_come_back_in_utc(database: Database) -> None:
    moment = datetime(2026, 3, 1, 8, 30, tzinfo=timezone(timedelta(hours=8)))
    with database.session() as session:
        session.add(an_entry(id="a", at=moment))
    with database.session() as session:
        stored = session.get_one(AuditEntry, "a").at
    assert stored == moment
    assert stored.tzinfo == UTC


def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="time zone"), database.session() as session:
        session.add(an_entry(at=datetime(2026, 3, 1)))


def test_two_writers_queue_up_and_both_get_through(database: Database) -> None:
    with database.session() as session:
        session.add(Customer(id="c", first_name="0"))
    errors: list[BaseException] = []

    def count() -> None:
        try:
            for _ in range(25):
                with database.session() as session:
                    customer = session.get_one(Customer, "c", with_for_update=True)
                    customer.first_name = str(int(customer.first_name) + 1)
        except BaseException as error:
            errors.append(error)

    writers = [threading.Thread(target=count) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with database.session() as session:
        assert errors == []
        assert session.get_one(Customer, "c").first_name == "100"


def test_an_in_memory_database_is_refused() -> None:
    with pytest.raises(ValueError, match="give a file"):
        Database("sqlite://")


def test_ids_are_unique_and_sort_by_time() -> None:
    ids = [new_id() for _ in range(2000)]
    assert len(set(ids)) == len(ids)
    assert all(len(one) == 32 for one in ids)
    assert [one[:12] for one in ids] == sorted(one[:12] for one in ids)
    assert {one[12] for one in ids} == {"7"}
