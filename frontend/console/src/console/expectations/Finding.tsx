import { percent } from "../../format";
import { useLanguage, useWords } from "../../services";
import { joined } from "./wording";
import type { Answer, NetworkNode } from "./types";

/** What is expected of one node in words: the chance of "yes", its interval, and the orders behind it. */
export function Finding({
  node,
  nodes,
  answer,
}: {
  node: NetworkNode;
  nodes: NetworkNode[];
  answer: Answer;
}) {
  const words = useWords().expectations;
  const language = useLanguage();
  const yes = answer.chances.find((chance) => chance.state === "yes");
  if (!yes) return null;
  const used = Object.entries(answer.used).map(([name, state]) => {
    const given = nodes.find((one) => one.name === name);
    const label = given?.states.find((one) => one.name === state)?.label[language] ?? state;
    return `${given?.label[language] ?? name}: ${label}`;
  });
  return (
    <div className="net-finding" data-testid={`finding-${node.name}`}>
      <h3>{node.label[language]}</h3>
      <p>
        <strong>{percent(yes.probability)}</strong> {words.interval(percent(yes.low), percent(yes.high))}
      </p>
      <p className="soft">
        {used.length ? words.given(joined(used, language)) : words.givenNothing}{" "}
        {words.evidence(String(yes.rows), String(answer.known))}
      </p>
      {!answer.enough && <p className="net-thin">{words.thin}</p>}
    </div>
  );
}
