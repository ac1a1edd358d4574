"""Where the nodes of the network stand in a drawing: causes at the left, what follows at the right."""

from dataclasses import dataclass

from engine.gaps.network.structure import Structure

COLUMN, SLOT, LANE = 218, 104, 30
"""Distance between columns, height of a box's place, height of an arrow's that passes by."""
WIDTH, LINE, HEAD = 176, 17, 26
"""Of a box: its width, the height of a state, and of the name above them."""
SWEEPS = 8
Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """A node's rectangle, by its upper left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Arrow:
    """From a parent to a child by way of points: right edge, those between columns, left edge."""

    parent: str
    child: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Drawing:
    """All of it, in units of a pixel at full size."""

    width: float
    height: float
    boxes: dict[str, Box]
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True)
class _Spot:
    """A node in its column, or (child given) the place where the arrow from node to child passes a column."""

    node: str
    child: str = ""


def layout(structure: Structure) -> Drawing:
    """A layered drawing: columns by the longest way from a node without parents; arrows that pass columns
    have places of their own there, so that they run around boxes; orders within columns by barycentre.
    Source: Sugiyama, Tagawa and Toda 1981.
    """
    depth: dict[str, int] = {}
    for node in structure.nodes:
        depth[node.name] = max((depth[parent] + 1 for parent in node.parents), default=0)
    columns: list[list[_Spot]] = [[] for _ in range(max(depth.values(), default=0) + 1)]
    chains: list[list[_Spot]] = []
    for node in structure.nodes:
        columns[depth[node.name]].append(_Spot(node.name))
        for parent in node.parents:
            between = range(depth[parent] + 1, depth[node.name])
            passing = [_Spot(parent, node.name) for _ in between]
            for column, spot in zip(between, passing, strict=True):
                columns[column].append(spot)
            chains.append([_Spot(parent), *passing, _Spot(node.name)])
    _untangle(columns, chains)
    heights = [sum(SLOT if not spot.child else LANE for spot in column) for column in columns]
    height = float(max(heights, default=0))
    centres = [_centres(column, height) for column in columns]
    boxes = {
        node.name: _box(len(node.states), depth[node.name], centres[depth[node.name]][_Spot(node.name)])
        for node in structure.nodes
    }
    arrows = tuple(_arrow(chain, depth[chain[0].node], centres, boxes) for chain in chains)
    return Drawing(COLUMN * (len(columns) - 1) + WIDTH, height, boxes, arrows)


def _untangle(columns: list[list[_Spot]], chains: list[list[_Spot]]) -> None:
    """Sort each column by the mean place of its neighbours, forth and back."""
    links: dict[tuple[int, _Spot], list[tuple[int, _Spot]]] = {}
    for chain in chains:
        start = next(n for n, column in enumerate(columns) if chain[0] in column)
        for step in range(len(chain) - 1):
            one, other = (start + step, chain[step]), (start + step + 1, chain[step + 1])
            links.setdefault(one, []).append(other)
            links.setdefault(other, []).append(one)
    for sweep in range(SWEEPS):
        order = range(len(columns)) if sweep % 2 == 0 else range(len(columns) - 1, -1, -1)
        for n in order:
            place = {
                (column, spot): (at + 0.5) / len(columns[column])
                for column in range(len(columns))
                for at, spot in enumerate(columns[column])
            }
            means = {
                spot: sum(place[link] for link in links.get((n, spot), [(n, spot)]))
                / len(links.get((n, spot), [(n, spot)]))
                for spot in columns[n]
            }
            columns[n].sort(key=means.__getitem__)


def _centres(column: list[_Spot], height: float) -> dict[_Spot, float]:
    """Vertical centres, the column as a whole in the middle."""
    y = (height - sum(SLOT if not spot.child else LANE for spot in column)) / 2
    centres: dict[_Spot, float] = {}
    for spot in column:
        room = LANE if spot.child else SLOT
        centres[spot] = y + room / 2
        y += room
    return centres


def _box(states: int, column: int, centre: float) -> Box:
    height = HEAD + LINE * states + 6
    return Box(COLUMN * column, centre - height / 2, WIDTH, height)


def _arrow(
    chain: list[_Spot], column: int, centres: list[dict[_Spot, float]], boxes: dict[str, Box]
) -> Arrow:
    parent, child = boxes[chain[0].node], boxes[chain[-1].node]
    points: list[Point] = [(parent.x + parent.width, parent.y + parent.height / 2)]
    for step, spot in enumerate(chain[1:-1], 1):
        y = centres[column + step][spot]
        points += [(COLUMN * (column + step), y), (COLUMN * (column + step) + WIDTH, y)]
    points.append((child.x, child.y + child.height / 2))
    return Arrow(chain[0].node, chain[-1].node, tuple(points))
