import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { Nothing } from "../../desk/Nothing";
import { Trouble } from "../../desk/Trouble";
import { date } from "../../format";
import { useLanguage, useWords } from "../../services";
import { useForecasts } from "./data";
import { ForecastCard } from "./ForecastCard";
import { RulesTable } from "./RulesTable";
import type { Forecasts } from "./types";
import "../models/models.css";
import "./trends.css";

type Shown = "sales" | "questions";

/** What is to be expected, and what is bought together. */
export function Trends() {
  const text = useWords().trends;
  const { data, error, refetch } = useForecasts();
  return (
    <div className="models trends">
      <header className="models-head">
        <div>
          <h1>{text.title}</h1>
          <p className="soft">{text.lead}</p>
          {data?.run && <Seen run={data.run} />}
        </div>
      </header>
      {error && !data && <Trouble error={error} retry={() => void refetch()} />}
      {data && <AllForecasts forecasts={data} />}
      <RulesTable />
    </div>
  );
}

function Seen({ run }: { run: NonNullable<Forecasts["run"]> }) {
  const text = useWords().trends;
  const language = useLanguage();
  if (!run.window_from || !run.window_until) return null;
  const day = (iso: string) => date(iso, language, new Date());
  return <p className="soft">{text.seen(day(run.window_from), day(run.window_until))}</p>;
}

function AllForecasts({ forecasts }: { forecasts: Forecasts }) {
  const text = useWords().trends;
  const [shown, setShown] = useState<Shown>("sales");
  const series = forecasts.series.filter((one) => (one.unit === "questions") === (shown === "questions"));
  const [title = "", lead = ""] = forecasts.run ? text.tooShort : text.never;
  return (
    <>
      <NativeSelect
        className="trend-choice"
        size="sm"
        aria-label={text.choose}
        data-testid="trend-choice"
        value={shown}
        onChange={(event) => setShown(event.currentTarget.value as Shown)}
        data={[
          { value: "sales", label: text.sales },
          { value: "questions", label: text.questions },
        ]}
      />
      {series.length === 0 && <Nothing icon="clock" title={title} lead={lead} />}
      <div className="trend-grid">
        {series.map((one) => (
          <ForecastCard key={one.name} series={one} currency={forecasts.currency} />
        ))}
      </div>
    </>
  );
}
