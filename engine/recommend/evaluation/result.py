"""What the benchmark found, by source."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.recommend.evaluation.metrics import Columns, Floats, measure, wanted
from engine.recommend.evaluation.protocols import Asked
from engine.recommend.mix import Mix

K = 10


@dataclass(frozen=True)
class Result:
    """figures: as printed. mix: what ours was served by. any_item, new_items: each customer's NDCG by source,
    where any item or new items are asked for. chosen: each source's configuration in words.
    """

    figures: dict[str, dict[str, float]]
    mix: Mix
    any_item: dict[str, Floats] = field(default_factory=dict[str, Floats])
    new_items: dict[str, Floats] = field(default_factory=dict[str, Floats])
    chosen: dict[str, str] = field(default_factory=dict[str, str])

    def tell(
        self, name: str, part: Asked, lists: Mapping[str, Columns], *, fit_seconds: float, request: float
    ) -> None:
        """Measure lists of columns, (customers, K), by kind: any, new; request: seconds of one."""
        figures: dict[str, float] = {}
        for kind in ("any", "new"):
            truth, keep = wanted(part, new_only=kind == "new")
            if kind not in lists or not keep.any():
                continue
            right = [one for one, kept in zip(truth, keep, strict=True) if kept]
            found = measure(lists[kind][keep], right, len(part.interactions.items), K)
            prefix = "new_" if kind == "new" and part.repeats else ""
            figures |= {
                f"{prefix}ndcg@{K}": round(float(found.ndcg.mean()), 4),
                f"{prefix}recall@{K}": round(float(found.recall.mean()), 4),
                f"{prefix}coverage": round(found.coverage, 4),
            }
            (self.any_item if kind == "any" else self.new_items)[name] = found.ndcg
        self.figures[name] = figures | {
            "fit_seconds": round(fit_seconds, 3),
            "p50_ms": round(request * 1000, 3),
        }
