import { useMediaQuery } from "@mantine/hooks";
import { localised, named, number, percent } from "../../format";
import { useLanguage, useWords } from "../../services";
import { NARROW, WIDE, arrowsOf, scaleOf, spread } from "./scale";
import type { Division } from "./types";

const ARROW = 0.34;

interface Props {
  division: Division;
  /** The segment that is looked at; the others step back. */
  lit: number | null;
}

/** The customers on the plane of the two principal components, with what the axes are made of. */
export function SegmentMap({ division, lit }: Props) {
  const words = useWords().segments;
  const language = useLanguage();
  const { map, segments, categories } = division;
  const narrow = useMediaQuery("(max-width: 600px)", false, { getInitialValueInEffect: false });
  const sheet = narrow ? NARROW : WIDE;
  const scale = scaleOf(map, sheet);
  const colour = new Map(segments.map(({ label }, place) => [label, place % 8]));
  const names = new Map(segments.map(({ label, name }) => [label, localised(name, language)]));
  const arrows = arrowsOf(map.loadings);
  const longest = Math.hypot(arrows[0]?.[1] ?? 1, arrows[0]?.[2] ?? 0) || 1;
  const tips = arrows.map(([name, x, y]) => {
    const word = name.startsWith("share:")
      ? localised(categories[name.slice(6)] ?? name.slice(6), language)
      : named(words.features, name);
    const tip = {
      x: scale.x(0) + (x / longest) * ARROW * sheet.height,
      y: scale.y(0) - (y / longest) * ARROW * sheet.height,
    };
    const width = [...word].reduce((sum, letter) => sum + (letter > "\u2e80" ? 2 : 1), 0) * sheet.letter;
    return { name, word, tip, width, left: tip.x < scale.x(0) || tip.x + width > sheet.width };
  });
  const heights = spread(
    tips.map(({ tip, width, left }) => ({ x: left ? tip.x - width : tip.x, y: tip.y, width })),
    sheet.line,
  );
  const part = percent(map.explained[0] + map.explained[1]);
  return (
    <section className="sheet segment-map" data-narrow={narrow || undefined}>
      <h2>{words.map.title}</h2>
      <p className="soft">{words.map.help(number(map.points.length, language), part)}</p>
      <svg
        viewBox={`0 0 ${sheet.width} ${sheet.height}`}
        role="img"
        aria-label={words.map.title}
        data-testid="segment-map"
      >
        {map.points.map(([x, y, label], place) => (
          <circle
            key={place}
            cx={scale.x(x)}
            cy={scale.y(y)}
            r={3}
            className={label === null ? "dot-none" : `dot tone-${colour.get(label) ?? 0}`}
            data-away={lit !== null && lit !== label ? true : undefined}
          />
        ))}
        {tips.map(({ name, tip }) => (
          <line key={name} className="arrow" x1={scale.x(0)} y1={scale.y(0)} x2={tip.x} y2={tip.y} />
        ))}
        {tips.map(({ name, word, tip, left }, place) => (
          <text
            key={name}
            className="arrow-name"
            x={tip.x + (left ? -4 : 4)}
            y={(heights[place] ?? tip.y) + 4}
            textAnchor={left ? "end" : "start"}
          >
            {word}
          </text>
        ))}
        {map.centres.map(([x, y, label]) => (
          <g key={label}>
            <circle className={`centre tone-${colour.get(label) ?? 0}`} cx={scale.x(x)} cy={scale.y(y)} r={9}>
              <title>{words.map.segment(names.get(label) ?? String(label))}</title>
            </circle>
            <text className="centre-label" x={scale.x(x)} y={scale.y(y) + 4} textAnchor="middle">
              {label}
            </text>
          </g>
        ))}
      </svg>
      <p className="segment-map-end">
        <a href={csv(division)} download="segments-map.csv">
          {words.map.csv}
        </a>
      </p>
    </section>
  );
}

function csv({ map }: Division): string {
  const rows = [["x", "y", "segment"], ...map.points.map(([x, y, label]) => [x, y, label ?? ""])];
  return `data:text/csv;charset=utf-8,${encodeURIComponent(rows.map((row) => row.join(",")).join("\n"))}`;
}
