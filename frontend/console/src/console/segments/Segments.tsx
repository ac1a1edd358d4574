import { useEffect, useState } from "react";
import { Nothing } from "../../desk/Nothing";
import { useNow } from "../../desk/now";
import { Trouble } from "../../desk/Trouble";
import { date, named, number } from "../../format";
import { useLanguage, useWords } from "../../services";
import { useSegments } from "../queries";
import { Choice } from "./Choice";
import { SegmentCard } from "./SegmentCard";
import { SegmentMap } from "./SegmentMap";
import type { Division } from "./types";
import "../models/models.css";
import "../inbox/inbox.css";
import "./segments.css";

/** The groups of customers, where they lie on the map, and why there are so many. */
export function Segments() {
  const words = useWords();
  const { data, error, refetch } = useSegments();
  const [title = "", lead = ""] = words.segments.none;

  useEffect(() => {
    document.title = `${words.segments.title} · Attune`;
  }, [words]);

  return (
    <div className="segments">
      <header className="page-head">
        <div>
          <h1>{words.segments.title}</h1>
          <p className="soft">{words.segments.lead}</p>
        </div>
      </header>
      {error && !data && <Trouble error={error} retry={() => void refetch()} />}
      {data === null && <Nothing icon="people" title={title} lead={lead} />}
      {data && <Found division={data} />}
    </div>
  );
}

function Found({ division }: { division: Division }) {
  const words = useWords().segments;
  const language = useLanguage();
  const now = useNow();
  const [lit, setLit] = useState<number | null>(null);
  return (
    <div className="segments-found">
      <p className="soft">
        {words.facts(
          number(division.customers, language),
          date(division.as_of, language, now),
          named(words.methods, division.method),
        )}
      </p>
      {division.notes.map((note) => (
        <p key={note} className="models-note">
          {note}
        </p>
      ))}
      <div className="segments-panes">
        {division.map.points.length > 0 && <SegmentMap division={division} lit={lit} />}
        <ul className="segment-cards" aria-label={words.list}>
          {division.segments.map((segment, place) => (
            <SegmentCard key={segment.label} segment={segment} tone={place} onLook={setLit} />
          ))}
          {division.outside > 0 && (
            <li className="soft">{words.outside(number(division.outside, language))}</li>
          )}
        </ul>
      </div>
      <Choice division={division} />
    </div>
  );
}
