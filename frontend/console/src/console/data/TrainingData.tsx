import { Button, NativeSelect, Skeleton, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import type { DataFilter } from "../../api/console";
import { Nothing } from "../../desk/Nothing";
import { Trouble } from "../../desk/Trouble";
import { named, number } from "../../format";
import { useLanguage, useWords } from "../../services";
import { IntentHelp } from "../intents/IntentHelp";
import { useExamples, useIntents } from "../queries";
import { ExampleRow } from "./ExampleRow";
import { IntentTable } from "./IntentTable";
import { NewExample } from "./NewExample";
import { Problems, ProblemsButton } from "./Problems";
import "../inbox/inbox.css";
import "./data.css";

const PAGE = 100;
const START: DataFilter = { intent: null, language: null, q: "", limit: PAGE };

export function TrainingData() {
  const words = useWords();
  const text = words.console.data;
  const language = useLanguage();
  const [filter, setFilter] = useState(START);
  const [showsProblems, setShowsProblems] = useState(false);
  const intents = useIntents();
  const { data, error, refetch } = useExamples(filter);
  const chosen = intents.data?.find(({ name }) => name === filter.intent);

  useEffect(() => {
    document.title = `${words.console.navigation.data} · Attune`;
  }, [words]);

  const change = (part: Partial<DataFilter>): void => {
    setFilter({ ...filter, limit: PAGE, ...part });
    setShowsProblems(false);
  };
  const [title = "", lead = ""] = text.empty;

  return (
    <div className="data">
      <header className="page-head">
        <div>
          <h1>{words.console.navigation.data}</h1>
          <p className="soft">{text.lead}</p>
        </div>
        <ProblemsButton pressed={showsProblems} onPress={() => setShowsProblems(!showsProblems)} />
      </header>
      <div className="data-panes">
        <IntentTable
          intents={intents.data}
          error={intents.error}
          retry={() => void intents.refetch()}
          chosen={filter.intent}
          onChoose={(intent) => change({ intent })}
        />
        <section className="examples" aria-label={words.console.navigation.data}>
          {showsProblems ? (
            <Problems
              onShow={(problem) => change({ ...START, intent: problem.intent || null, q: problem.text })}
            />
          ) : (
            <>
              <div className="examples-head">
                {chosen && (
                  <>
                    <h2>
                      {named(words.intents, chosen.name)} <code>{chosen.name}</code>
                    </h2>
                    <IntentHelp intent={chosen} />
                  </>
                )}
                <div className="examples-filters">
                  <TextInput
                    size="sm"
                    type="search"
                    placeholder={text.search}
                    aria-label={text.search}
                    data-testid="example-search"
                    value={filter.q}
                    onChange={(event) => change({ q: event.currentTarget.value })}
                  />
                  <NativeSelect
                    size="sm"
                    aria-label={words.console.inbox.language}
                    value={filter.language ?? ""}
                    onChange={(event) => change({ language: event.currentTarget.value || null })}
                    data={[
                      { value: "", label: words.console.inbox.language },
                      { value: "en", label: words.console.languages.en },
                      { value: "zh", label: words.console.languages.zh },
                    ]}
                  />
                  {data && (
                    <span className="soft tabular">{text.examples(number(data.total, language))}</span>
                  )}
                </div>
                <NewExample key={filter.intent} intent={filter.intent} language={filter.language} />
              </div>
              {data ? (
                data.examples.length > 0 ? (
                  <ul className="example-rows">
                    {data.examples.map((example) => (
                      <ExampleRow
                        key={`${example.file}:${example.line} ${example.marked}`}
                        example={example}
                        withIntent={filter.intent === null}
                        intents={intents.data ?? []}
                      />
                    ))}
                  </ul>
                ) : (
                  <Nothing icon="pages" title={title} lead={lead} />
                )
              ) : error ? (
                <Trouble error={error} retry={() => void refetch()} />
              ) : (
                <div className="inbox-loading" role="status" aria-label={words.loading}>
                  {[0, 1, 2, 3, 4, 5].map((at) => (
                    <Skeleton key={at} height={32} />
                  ))}
                </div>
              )}
              {data && data.total > data.examples.length && filter.limit < 500 && (
                <Button
                  className="inbox-more"
                  variant="subtle"
                  color="gray"
                  onClick={() => setFilter({ ...filter, limit: Math.min(500, filter.limit + PAGE) })}
                >
                  {words.console.more}
                </Button>
              )}
            </>
          )}
        </section>
      </div>
    </div>
  );
}
