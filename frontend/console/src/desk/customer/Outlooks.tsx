import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { aboutMoney, localised, number, percent } from "../../format";
import { useLanguage, useServices, useWords } from "../../services";
import type { Expected } from "../../types";
import { useCurrency } from "../data";
import { Trouble } from "../Trouble";
import { Section } from "./Section";
import "./outlook.css";

type Task = "purchase" | "churn";

const REASONS = 4;
/** Contributions below half a point say nothing to a person. */
const SMALLEST = 0.005;

/** The chances of a purchase and of losing the customer, each with its reasons when they are asked for. */
export function Outlooks({
  customer,
  expected,
  currency,
}: {
  customer: string;
  expected: Expected;
  currency: string | undefined;
}) {
  const words = useWords().outlook;
  const language = useLanguage();
  const shop = useCurrency();
  const { purchase, spend_cents, churn, horizon_days } = expected;
  const spend = spend_cents && words.spend(aboutMoney(spend_cents, currency ?? shop, language));
  const horizon = horizon_days && words.horizon(number(horizon_days, language));
  return (
    <Section title={words.title} testId="outlook">
      {purchase === null && churn === null && <p className="soft">{words.missing}</p>}
      {purchase !== null && (
        <Chance customer={customer} task="purchase" chance={purchase} note={spend || ""} />
      )}
      {churn !== null && <Chance customer={customer} task="churn" chance={churn} note={horizon || ""} />}
    </Section>
  );
}

function Chance({
  customer,
  task,
  chance,
  note,
}: {
  customer: string;
  task: Task;
  chance: number;
  note: string;
}) {
  const words = useWords().outlook;
  const [open, setOpen] = useState(false);
  return (
    <div className="outlook" data-testid={`outlook-${task}`}>
      <p className="outlook-line">
        <span>{words[task]}</span>
        <svg className="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
          <rect width="100" height="6" className="bar-ground" />
          <rect width={Math.round(chance * 100)} height="6" className="outlook-bar" />
        </svg>
        <strong className="tabular inferred-text">{percent(chance)}</strong>
      </p>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span className="soft">{note}</span> <span className="outlook-why">{words.why}</span>
        </summary>
        {open && <Reasons customer={customer} task={task} />}
      </details>
    </div>
  );
}

function Reasons({ customer, task }: { customer: string; task: Task }) {
  const words = useWords();
  const language = useLanguage();
  const { api } = useServices();
  const { data, error, refetch } = useQuery({
    queryKey: ["outlook", customer, task],
    queryFn: ({ signal }) => api.outlook(customer, task, signal),
    staleTime: 60_000,
  });
  if (error) return <Trouble error={error} retry={() => void refetch()} />;
  if (data === undefined) return <p className="soft">{words.loading}</p>;
  const found = data?.contributions.filter(({ points }) => Math.abs(points) >= SMALLEST) ?? [];
  return (
    <ul className="outlook-reasons">
      {found.length === 0 && <li>{words.outlook.small}</li>}
      {found.slice(0, REASONS).map((one) => (
        <li key={one.group}>{localised(one.words, language)}</li>
      ))}
      {data && <li className="soft">{words.outlook.base(percent(data.base))}</li>}
    </ul>
  );
}
