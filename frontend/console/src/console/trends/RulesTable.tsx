import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { Trouble } from "../../desk/Trouble";
import { localised, number, percent } from "../../format";
import { useLanguage, useWords } from "../../services";
import { Explained } from "../models/Explained";
import { useRules } from "./data";
import { RULE_ORDERS, type Rule, type RuleFilter, type RuleOrder } from "./types";

const PAGE = 25;
const MOST = 200;

/** What is bought together more often than by chance, to be searched and ordered. */
export function RulesTable() {
  const words = useWords();
  const text = words.trends.rules;
  const language = useLanguage();
  const [filter, setFilter] = useState<RuleFilter>({ q: "", order: "confidence", limit: PAGE });
  const { data, error, refetch } = useRules(filter);
  if (error && !data) return <Trouble error={error} retry={() => void refetch()} />;
  const capped = data?.run?.summary.capped ?? 0;
  return (
    <section className="sheet" data-testid="rules">
      <div className="sheet-line">
        <h2>{text.title}</h2>
        {data && <span className="soft">{text.total(number(data.total, language))}</span>}
      </div>
      <p className="soft">
        {text.lead} {capped > 0 && text.capped(number(capped, language))}
      </p>
      <div className="trend-filters">
        <TextInput
          size="sm"
          type="search"
          placeholder={text.search}
          aria-label={text.search}
          value={filter.q}
          onChange={(event) => setFilter({ ...filter, q: event.currentTarget.value, limit: PAGE })}
        />
        <NativeSelect
          size="sm"
          aria-label={text.order}
          value={filter.order}
          onChange={(event) => setFilter({ ...filter, order: event.currentTarget.value as RuleOrder })}
          data={RULE_ORDERS.map((order) => ({ value: order, label: text.orders[order] }))}
        />
      </div>
      {data && data.rules.length === 0 && <p className="soft">{data.run ? text.none : text.never}</p>}
      {data && data.rules.length > 0 && (
        <div className="table-scroll">
          <table className="models-table rules-table">
            <thead>
              <tr>
                <th>{text.bought}</th>
                <th>{text.also}</th>
                <th className="figure">
                  <Explained as="span" name={text.confidence} help={text.confidenceHelp} />
                </th>
                <th className="figure">
                  <Explained as="span" name={text.lift} help={text.liftHelp} />
                </th>
                <th className="figure">{text.baskets}</th>
              </tr>
            </thead>
            <tbody>
              {data.rules.map((rule) => (
                <Row key={rule.antecedents.map(({ id }) => id).join(" ") + rule.consequent.id} rule={rule} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {data && data.total > data.rules.length && filter.limit < MOST && (
        <Button
          variant="subtle"
          color="gray"
          onClick={() => setFilter({ ...filter, limit: Math.min(MOST, filter.limit * 2) })}
        >
          {words.console.more}
        </Button>
      )}
    </section>
  );
}

function Row({ rule }: { rule: Rule }) {
  const text = useWords().trends.rules;
  const language = useLanguage();
  const name = (one: Rule["consequent"]) => localised(one.name, language) || one.id;
  return (
    <tr>
      <td data-label={text.bought}>{rule.antecedents.map(name).join(" + ")}</td>
      <td data-label={text.also}>{name(rule.consequent)}</td>
      <td className="figure" data-label={text.confidence}>
        {percent(rule.confidence)}
      </td>
      <td className="figure" data-label={text.lift}>
        {number(Math.round(rule.lift * 10) / 10, language)}
      </td>
      <td className="figure" data-label={text.baskets}>
        {number(rule.count, language)}
      </td>
    </tr>
  );
}
