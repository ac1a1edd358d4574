"""What the written rules do to a folder's records, and the report of fields before and after."""

from pathlib import Path

from sqlalchemy import select

from engine.events.cleaning_rules import RULES
from engine.events.ingest import ingest
from engine.store import Database
from engine.store.tables import Customer, Event
from tests.integration.ingest_shop import CUSTOMERS, EVENTS, ORDERS, ShopFolder


def test_records_are_mended_refused_or_flagged_by_rule(database: Database, tmp_path: Path) -> None:
    folder = ShopFolder(tmp_path / "corner")
    folder.text("customers.csv", CUSTOMERS + "cy,not an address,Cy,Li,en,1030,\n")
    many = [f"C{n},ann,delivered,green-50g,{2 + n % 3},7.90,2026-03-01,,\n" for n in range(30)]
    folder.text(
        "orders.csv",
        ORDERS
        + "".join(many)
        + "B1000007,ann,delivered,green-50g,5000,7.90,2026-03-01,,\n"
        + "B1000008,ann,delivered,green-50g,1,7.90,2026-03-05,2026-03-01,\n"
        + "B1000009,nobody,delivered,green-50g,1,7.90,2026-03-05,,\n",
    )
    folder.text("events.csv", EVENTS + "f1,view,ann,2999-01-01,green,,\nj1,jump,,2026-01-01,,,\n,view,,,,,\n")
    report = ingest(database, folder.path, "attune", tmp_path / "rejects")
    counts = {rule.id: rule.count for rule in report.rules}
    assert counts == {
        "pieces.outlier": 1,
        "money.outlier": 1,  # of thirty-odd equal prices the one that is another
        "customer.email": 1,
        "order.times": 1,
        "moment.future": 1,
        "record.type": 1,
        # the order of nobody and its purchase, the purchase of the impossible order, the type of event
        "record.reference": 4,
    }
    assert set(counts) <= set(RULES)
    with database.session(writes=False) as session:
        assert session.get_one(Customer, "cy").email is None
        flagged = session.scalars(select(Event).where(Event.value == 5000)).one()
        assert flagged.data["flags"] == ["pieces.outlier"]
    fields = {(change.table, change.field): change for change in report.fields}
    email = fields["customers", "email"]
    assert (email.before.completeness, email.before.validity) == (1.0, 0.6667)
    assert (email.after.completeness, email.after.validity) == (0.6667, 1.0)
    assert fields["orders", "placed_at"].after.newest == "2026-03-05T09:00:00+00:00"
    assert fields["variants", "price_cents"].after.uniqueness == 1.0
    for quality in report.tables.values():
        assert quality.read == quality.accepted + quality.rejected
