"""The network as a picture: every node with the chances of its states."""

from collections.abc import Mapping
from xml.sax.saxutils import escape

from engine.gaps.network.layout import HEAD, LINE, Arrow, layout
from engine.gaps.network.network import Network
from engine.gaps.network.structure import Node

COLOURS = {
    "feature": "#3b6ea8",
    "expectation": "#8a5a00",
    "experience": "#57606a",
    "satisfaction": "#1a7f37",
    "outcome": "#a4262c",
}
BAR, NUMBER, MARGIN = 40, 44, 14


def draw_svg(network: Network, evidence: Mapping[str, str] | None = None, language: str = "en") -> str:
    """An SVG document with P(state | evidence) of every node; what is given is framed.

    Raises Invalid for evidence that the network does not know.
    """
    given = dict(evidence or {})
    drawing = layout(network.structure)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-MARGIN} {-MARGIN} '
        f'{drawing.width + 2 * MARGIN:g} {drawing.height + 2 * MARGIN:g}" '
        'font-family="system-ui, sans-serif" font-size="12">',
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
        'orient="auto"><path d="M0 0 8 4 0 8z" fill="#8b949e"/></marker></defs>',
    ]
    for arrow in drawing.arrows:
        parts.append(
            f'<path d="{path_of(arrow)}" fill="none" stroke="#8b949e" stroke-width="1.3" '
            'marker-end="url(#tip)"/>'
        )
    for node in network.structure.nodes:
        box = drawing.boxes[node.name]
        known = node.name in given
        chances = _chances(network, node, given)
        colour = COLOURS[node.kind]
        parts.append(
            f'<g transform="translate({box.x:g} {box.y:g})"><rect width="{box.width:g}" '
            f'height="{box.height:g}" rx="8" fill="#ffffff" stroke="{colour}" '
            f'stroke-width="{3 if known else 1.3}"/>'
            f'<text x="10" y="18" font-weight="600" fill="{colour}">{_label(node, language)}</text>'
        )
        for n, chance in enumerate(chances):
            y = HEAD + LINE * n
            parts.append(
                f'<text x="10" y="{y + 12}" fill="#1f2328">{_state(node, n, language)}</text>'
                f'<rect x="{box.width - BAR - NUMBER:g}" y="{y + 3}" width="{BAR * chance:.1f}" height="11" '
                f'fill="{colour}" fill-opacity=".28"/>'
                f'<text x="{box.width - 10:g}" y="{y + 12}" text-anchor="end" fill="#1f2328">'
                f"{100 * chance:.0f}%</text>"
            )
        parts.append("</g>")
    return "".join([*parts, "</svg>"])


def path_of(arrow: Arrow) -> str:
    """The arrow as SVG path data: curves that leave and arrive level."""
    (x, y), *rest = arrow.points
    path = f"M{x:g} {y:g}"
    for nx, ny in rest:
        middle = (x + nx) / 2
        path += f"C{middle:g} {y:g} {middle:g} {ny:g} {nx:g} {ny:g}"
        x, y = nx, ny
    return path


def _chances(network: Network, node: Node, given: dict[str, str]) -> list[float]:
    if node.name in given:
        return [float(state == given[node.name]) for state in node.states]
    return [chance.probability for chance in network.ask(node.name, given).chances]


def _label(node: Node, language: str) -> str:
    return escape((node.label or {}).get(language) or node.name)


def _state(node: Node, n: int, language: str) -> str:
    return escape((node.labels[n].get(language) if node.labels else None) or node.states[n])
