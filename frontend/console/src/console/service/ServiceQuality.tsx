import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Nothing } from "../../desk/Nothing";
import { Trouble } from "../../desk/Trouble";
import { number } from "../../format";
import { useLanguage, useServices, useWords } from "../../services";
import { AnswersBehind } from "./AnswersBehind";
import { DimensionTable } from "./DimensionTable";
import { GestureList } from "./GestureList";
import { MonthsChart } from "./MonthsChart";
import { SegmentTable } from "./SegmentTable";
import { WrittenTable } from "./WrittenTable";
import type { Opened, Source } from "./types";
import "../models/models.css";
import "../gaps/gaps.css";
import "./service.css";

/** What customers expect of the service and what they get: by dimension, month and segment; each number opens
 * the answers behind it. */
export function ServiceQuality() {
  const words = useWords();
  const text = words.serviceQuality;
  const language = useLanguage();
  const { service } = useServices();
  const [source, setSource] = useState<Source>("chat");
  const [opened, setOpened] = useState<Opened | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ["console", "service", source],
    queryFn: ({ signal }) => service.trends(source, signal),
    staleTime: 60_000,
  });
  useEffect(() => {
    document.title = `${text.title} · Attune`;
  }, [text]);
  const [title = "", lead = ""] = text.none;
  const open = (one: Omit<Opened, "source">) => setOpened({ ...one, source });
  return (
    <div className="models service-quality">
      <header className="models-head">
        <div>
          <h1>{text.title}</h1>
          <p className="soft">{text.lead}</p>
          <p className="soft">{text.whom}</p>
        </div>
        {data && data.answered > 0 && (
          <a href={service.csv(source, language)} download="expectation-trends.csv">
            {text.csv}
          </a>
        )}
      </header>
      <div className="service-source">
        <NativeSelect
          label={text.source}
          value={source}
          onChange={(event) => setSource(event.currentTarget.value as Source)}
          data={[
            { value: "chat", label: text.sources.chat },
            { value: "import", label: text.sources.import },
          ]}
        />
        {data && source === "chat" && (
          <span className="soft tabular">
            {text.counts(
              number(data.asked, language),
              number(data.answered, language),
              number(data.skipped, language),
            )}
          </span>
        )}
      </div>
      {error && !data && <Trouble error={error} retry={() => void refetch()} />}
      {data && data.answered === 0 && <Nothing icon="smile" title={title} lead={lead} />}
      {data && data.answered > 0 && (
        <>
          <DimensionTable trends={data} open={open} />
          <MonthsChart trends={data} open={open} />
          <SegmentTable trends={data} open={open} />
        </>
      )}
      {data && <WrittenTable trends={data} open={(dimension) => setOpened({ dimension, source: "text" })} />}
      <GestureList />
      {opened && data && <AnswersBehind opened={opened} trends={data} close={() => setOpened(null)} />}
    </div>
  );
}
