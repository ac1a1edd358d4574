import { percent } from "../../format";
import { useWords } from "../../services";
import type { Kind } from "./types";

/** Kinds of customers, with what is more common in each than among all. */
export function Kinds({ kinds }: { kinds: Kind[] }) {
  const words = useWords().expectations;
  const field = (name: string) => (words.fields as Record<string, string>)[name] ?? name;
  const value = (name: string) => (words.values as Record<string, string>)[name] ?? name;
  return (
    <section className="sheet">
      <h2>{words.kinds}</h2>
      <p className="soft">{words.kindsLead}</p>
      <ul className="net-kinds">
        {kinds.map((kind) => (
          <li key={kind.number}>
            <h3>{words.kind(String(kind.number + 1), percent(kind.weight))}</h3>
            {kind.traits.length + kind.leans.length === 0 && <p className="soft">{words.plain}</p>}
            <ul>
              {kind.traits.map((trait) => (
                <li key={trait.field}>
                  {field(trait.field)} · {value(trait.value)}{" "}
                  <span className="soft">{words.share(percent(trait.share), percent(trait.overall))}</span>
                </li>
              ))}
              {kind.leans.map((lean) => (
                <li key={lean.field}>
                  {field(lean.field)} · {lean.deviations > 0 ? words.high : words.low}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}
