"""The learnt expectations as one file, with a card that says what they were learnt from."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from engine.errors import Invalid, NotFound
from engine.gaps.latent.model import LatentClasses
from engine.gaps.network.experiences import Cuts
from engine.gaps.network.network import Network
from engine.log import get_logger

FILE = "expectations.json"


@dataclass(frozen=True)
class Tried:
    """A number of classes that was tried: log likelihood in nats, BIC and ICL (smaller is better)."""

    classes: int
    log_likelihood: float
    bic: float
    icl: float


@dataclass(frozen=True)
class Card:
    """made_at, first_at, until: ISO moments in UTC; the data are those from first_at to before until.

    tried: numbers of classes, empty without a latent model. left_out: fields of the latent model that say
    nothing here. foresight: of the network, None where it could not be measured. missing: why there is
    no latent model or no network, a sentence each.
    """

    made_at: str
    first_at: str | None
    until: str
    customers: int
    orders: int
    tried: tuple[Tried, ...] = ()
    left_out: tuple[str, ...] = ()
    foresight: dict[str, float] | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Expectations:
    """What was learnt at one time. `favourites`: the categories that the latent model tells apart."""

    card: Card
    latent: LatentClasses | None
    network: Network | None
    cuts: Cuts
    favourites: tuple[str, ...]


def save(expectations: Expectations, folder: Path) -> Path:
    """Write all of it into one file of the folder, whole or not at all; returns where."""
    content = {
        "card": asdict(expectations.card),
        "latent": expectations.latent and expectations.latent.as_dict(),
        "network": expectations.network and expectations.network.as_dict(),
        "cuts": asdict(expectations.cuts),
        "favourites": list(expectations.favourites),
    }
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    draft = path.with_suffix(".draft")
    draft.write_text(json.dumps(content, ensure_ascii=False))
    draft.replace(path)
    return path


def learnt(folder: Path) -> Expectations | None:
    """What was learnt last; None where nothing was yet, or another version wrote it (the log says so)."""
    try:
        return load(folder)
    except NotFound:
        return None
    except (Invalid, KeyError, TypeError) as error:
        get_logger(__name__).warning("expectations.unreadable", error=str(error))
        return None


def load(folder: Path) -> Expectations:
    """Raises NotFound where nothing was learnt yet, Invalid where another version wrote it."""
    path = folder / FILE
    if not path.is_file():
        raise NotFound("Expectations were not learnt yet; run `attune rebuild`.")
    content: Mapping[str, Any] = json.loads(path.read_text())
    card = dict(content["card"])
    card["tried"] = tuple(Tried(**one) for one in card["tried"])
    card["left_out"], card["missing"] = tuple(card["left_out"]), tuple(card["missing"])
    latent, network = content["latent"], content["network"]
    return Expectations(
        Card(**card),
        LatentClasses.from_dict(latent) if latent else None,
        Network.from_dict(network) if network else None,
        Cuts(**content["cuts"]),
        tuple(content["favourites"]),
    )
