import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Nothing } from "../../desk/Nothing";
import { Trouble } from "../../desk/Trouble";
import { useLanguage, useServices, useWords } from "../../services";
import { CustomersBehind } from "./CustomersBehind";
import { FamilyTable } from "./FamilyTable";
import type { Opened } from "./types";
import "../models/models.css";
import "./gaps.css";

/** Segments by topics: what they say against what is expected of them; each cell opens its customers. */
export function GapMap() {
  const words = useWords();
  const text = words.gapMap;
  const language = useLanguage();
  const { expectations } = useServices();
  const [opened, setOpened] = useState<Opened | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ["console", "gap-map"],
    queryFn: ({ signal }) => expectations.gapMap(signal),
    staleTime: 60_000,
  });

  useEffect(() => {
    document.title = `${text.title} · Attune`;
  }, [text]);

  const found = data?.filter(({ rows }) => rows.length > 0) ?? [];
  return (
    <div className="models gap-map">
      <header className="models-head">
        <div>
          <h1>{text.title}</h1>
          <p className="soft">{text.lead}</p>
        </div>
        {found.length > 0 && (
          <a href={expectations.gapMapCsv(language)} download="gap-map.csv">
            {text.csv}
          </a>
        )}
      </header>
      {error && !data && <Trouble error={error} retry={() => void refetch()} />}
      {data && found.length === 0 && <Nothing icon="trend" title={text.none} lead={text.noneLead} />}
      {found.map((family) => (
        <FamilyTable key={family.family} family={family} open={setOpened} />
      ))}
      {opened && data && <CustomersBehind opened={opened} families={data} close={() => setOpened(null)} />}
    </div>
  );
}
