"""Who plays in the smoke test: customers of the shop with the orders that the script needs."""

from dataclasses import dataclass

from sqlalchemy import select

from engine.orders.service import OrderView, find_order, orders_of
from engine.store import Database
from engine.store.tables import Customer, Order


@dataclass(frozen=True)
class Role:
    """A customer with a pending and a delivered order, and an order of somebody else."""

    customer_id: str
    name: str
    postcode: str
    pending: OrderView
    delivered: OrderView
    foreign: OrderView


def find_role(database: Database) -> Role:
    """The first customer, by id, whose orders and unambiguous name fit the script."""
    with database.session(writes=False) as session:
        pending = select(Order.customer_id).where(Order.status == "pending")
        delivered = select(Order.customer_id).where(Order.status == "delivered")
        fitting = select(Customer).where(Customer.id.in_(pending), Customer.id.in_(delivered))
        for customer in session.scalars(fitting.order_by(Customer.id)):
            if not customer.postcode or not customer.first_name.isascii():
                continue
            orders = orders_of(session, customer.id)
            foreign = session.scalars(
                select(Order).where(Order.customer_id != customer.id, Order.status == "pending").limit(1)
            ).one()
            return Role(
                customer_id=customer.id,
                name=f"{customer.first_name} {customer.last_name}",
                postcode=customer.postcode,
                pending=next(order for order in orders if order.status == "pending"),
                delivered=next(order for order in orders if order.status == "delivered"),
                foreign=find_order(session, foreign.customer_id, foreign.id),
            )
    raise LookupError("no customer of this shop has both a pending and a delivered order")


def stored_order(database: Database, order: OrderView) -> OrderView:
    """The order as the store has it now."""
    with database.session(writes=False) as session:
        return find_order(session, order.customer_id, order.id)
