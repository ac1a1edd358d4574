import { localised, number } from "../../format";
import { useLanguage, useWords } from "../../services";
import type { FamilyGap, Gap, TopicGap } from "../../types";
import { Section } from "./Section";
import { onScale, shown, signed } from "./gapScale";
import "./gap.css";

/** Where this customer's words and deeds differ, as bars with intervals; thin evidence says so in grey. */
export function GapBars({ gap }: { gap: Gap }) {
  const words = useWords().gap;
  return (
    <Section title={words.title} testId="gap">
      {gap.families.some((one) => one.said > 0 && !one.missing) && (
        <p className="soft gap-lead">{words.lead}</p>
      )}
      {gap.families.map((family) => (
        <Family key={family.family} family={family} />
      ))}
    </Section>
  );
}

function Family({ family }: { family: FamilyGap }) {
  const words = useWords().gap;
  const language = useLanguage();
  const topics = shown(family);
  const told = words.statements(number(family.said, language), family.total_bits.toFixed(2));
  return (
    <div className="gap-family" data-testid={`gap-${family.family}`}>
      <h4>
        {words.families[family.family]}
        {family.missing ? "" : family.said > 0 ? `: ${told}` : ""}
      </h4>
      {family.missing ? (
        <p className="soft">{words.missing}</p>
      ) : topics.length === 0 ? (
        <p className="soft">{words.nothingSaid}</p>
      ) : (
        <ul className="gap-bars">
          {topics.map((topic) => (
            <Bar key={topic.topic} topic={topic} />
          ))}
        </ul>
      )}
      {family.gone > 0 && <p className="soft gap-lead">{words.gone(number(family.gone, language))}</p>}
    </div>
  );
}

function Bar({ topic }: { topic: TopicGap }) {
  const words = useWords().gap;
  const language = useLanguage();
  const [middle, end, low, high] = [0, topic.delta, topic.low, topic.high].map(onScale) as [
    number,
    number,
    number,
    number,
  ];
  const verdict = topic.flagged
    ? words.flagged[topic.delta > 0 ? "more" : "less"]
    : topic.thin
      ? words.thin
      : words.unclear;
  return (
    <li data-flagged={topic.flagged} data-thin={topic.thin}>
      <span className="clip">{localised(topic.name, language)}</span>
      <svg
        className="gap-bar"
        viewBox="0 0 100 12"
        preserveAspectRatio="none"
        role="img"
        aria-label={words.bar(signed(topic.delta), signed(topic.low), signed(topic.high))}
      >
        <rect y="3" width="100" height="6" className="bar-ground" />
        <rect
          x={Math.min(middle, end)}
          y="3"
          width={Math.abs(end - middle)}
          height="6"
          className="gap-share"
        />
        <line x1={low} x2={high} y1="6" y2="6" className="gap-interval" />
        <line x1={middle} x2={middle} y1="0" y2="12" className="gap-zero" />
      </svg>
      <span className="tabular">{signed(topic.delta)}</span>
      <span className="gap-verdict">{verdict}</span>
    </li>
  );
}
