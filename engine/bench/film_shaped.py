"""A generated table of the shape of MovieLens 100k: few customers, a long tail, latent tastes."""

import numpy as np

from engine.frames import Frame, pd

CUSTOMERS, ITEMS, ROWS = 943, 1_682, 100_000
LEAST = 20


def film_shaped(
    customers: int = CUSTOMERS, items: int = ITEMS, rows: int = ROWS, *, tastes: int = 12, seed: int = 7
) -> Frame:
    """Columns customer, item, timestamp: `rows` of them, no pair twice. Generated, not MovieLens itself.

    Customers touch a lognormal number of items, 20 at least; which ones is drawn without replacement in
    proportion to popularity (Zipf's law, flattened at its head) and exp(taste . kind), where both are
    gaussian vectors, sparser for customers of narrow taste.
    """
    random = np.random.default_rng(seed)
    activity = random.lognormal(0.0, 0.95, customers)
    share = activity / activity.sum() * (rows - LEAST * customers)
    counts = np.minimum(LEAST + share.astype(int), items * 3 // 4)
    counts[np.argsort(-share, kind="stable")[5 : 5 + rows - counts.sum()]] += 1
    popularity = -1.5 * np.log(np.arange(items) + 20.0)
    kinds = random.normal(0.0, 1.0, (items, tastes)) * random.dirichlet(np.full(tastes, 0.5), items) ** 0.5
    likes = random.gamma(0.5, 1.6, (customers, tastes)) * random.choice([-1.0, 1.0], (customers, tastes))
    utility = popularity + likes @ kinds.T + random.gumbel(0.0, 1.0, (customers, items))
    order = np.argsort(-utility, axis=1, kind="stable")
    who = np.repeat(np.arange(customers), counts)
    what = np.concatenate([line[:count] for line, count in zip(order, counts, strict=True)])
    moments = 874_724_710 + random.integers(0, 18_561_000, len(who))
    return pd.DataFrame(
        {"customer": [f"c{n}" for n in who], "item": [f"i{n}" for n in what], "timestamp": moments}
    )
