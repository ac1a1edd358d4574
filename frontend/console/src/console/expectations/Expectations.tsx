import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { ApiError } from "../../api/client";
import { Nothing } from "../../desk/Nothing";
import { Trouble } from "../../desk/Trouble";
import { date } from "../../format";
import { useLanguage, useWords } from "../../services";
import { useAnswers, useExpectations } from "./data";
import { Finding } from "./Finding";
import { Graph } from "./Graph";
import { Kinds } from "./Kinds";
import { joined } from "./wording";
import type { Evidence, Overview } from "./types";
import "../models/models.css";
import "./expectations.css";

const TOLD = ["satisfied", "leaves"];

/** What customers expect and what becomes of it: choose what is known of an order, see what follows. */
export function Expectations() {
  const words = useWords();
  const { data, error, refetch } = useExpectations();
  useEffect(() => {
    document.title = `${words.console.navigation.expectations} · Attune`;
  }, [words]);
  if (error instanceof ApiError && error.status === 404) {
    const [title = "", lead = ""] = words.expectations.empty;
    return <Nothing icon="spark" title={title} lead={lead} />;
  }
  if (error && !data) return <Trouble error={error} retry={() => void refetch()} />;
  return data ? <Page overview={data} /> : null;
}

function Page({ overview }: { overview: Overview }) {
  const words = useWords().expectations;
  const language = useLanguage();
  const [evidence, setEvidence] = useState<Evidence>({});
  const { network, card, kinds } = overview;
  const { data: answers, error, refetch } = useAnswers(evidence, network !== null);
  const day = (iso: string) => date(iso, language, new Date());
  return (
    <div className="models">
      <header className="models-head">
        <div>
          <h1>{words.title}</h1>
          <p className="soft">{words.lead}</p>
        </div>
        <Button
          variant="default"
          disabled={Object.keys(evidence).length === 0}
          onClick={() => setEvidence({})}
        >
          {words.clear}
        </Button>
      </header>
      {card.missing.length > 0 && <p className="models-note">{words.little}</p>}
      {network && (
        <section className="sheet">
          <Graph network={network} evidence={evidence} answers={answers} onChange={setEvidence} />
          {error && <Trouble error={error} retry={() => void refetch()} />}
          <div className="net-findings" aria-live="polite">
            {network.nodes
              .filter(({ name }) => TOLD.includes(name))
              .map((node) => {
                const answer = evidence[node.name] ? undefined : answers?.[node.name];
                return (
                  answer && <Finding key={node.name} node={node} nodes={network.nodes} answer={answer} />
                );
              })}
          </div>
          <p className="soft">
            {words.basis(String(card.orders), card.first_at ? day(card.first_at) : "–", day(card.until))}{" "}
            {words.noCause}
          </p>
          {Object.keys(network.left_out).length > 0 && (
            <p className="soft">
              {words.leftOut(
                joined(
                  Object.keys(network.left_out).map(
                    (name) => (words.nodes as Record<string, string>)[name] ?? name,
                  ),
                  language,
                ),
              )}
            </p>
          )}
        </section>
      )}
      {kinds.length > 0 && <Kinds kinds={kinds} />}
    </div>
  );
}
