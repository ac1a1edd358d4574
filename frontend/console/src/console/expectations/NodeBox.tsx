import { named, percent } from "../../format";
import { useLanguage, useWords } from "../../services";
import type { Answer, NetworkNode } from "./types";

/** As in engine/gaps/network/layout.py, which makes the boxes. */
const HEAD = 26;
const LINE = 17;
const BAR = 40;
const NUMBER = 44;

interface Props {
  node: NetworkNode;
  given: string | undefined;
  answer: Answer | undefined;
  onChoose: (state: string) => void;
}

/** A node with the chances of its states; each state is a button that gives it as evidence. */
export function NodeBox({ node, given, answer, onChoose }: Props) {
  const words = useWords().expectations;
  const language = useLanguage();
  return (
    <g className={`net-node net-${node.kind}`} transform={`translate(${node.x} ${node.y})`}>
      <rect
        className={given ? "net-box net-given" : "net-box"}
        width={node.width}
        height={node.height}
        rx={8}
      />
      <text className="net-name" x={10} y={18}>
        {named(node.label, language)}
      </text>
      {node.states.map((state, place) => {
        const chance = answer?.chances.find((one) => one.state === state.name)?.probability;
        const share = given ? Number(given === state.name) : chance;
        const y = HEAD + LINE * place;
        return (
          <g
            key={state.name}
            className="net-state"
            role="button"
            tabIndex={0}
            aria-pressed={given === state.name}
            aria-label={words.choose(
              named(node.label, language),
              named(state.label, language),
              share === undefined ? "" : percent(share),
            )}
            onClick={() => onChoose(state.name)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" && event.key !== " ") return;
              event.preventDefault();
              onChoose(state.name);
            }}
          >
            <rect className="net-hit" x={4} y={y} width={node.width - 8} height={LINE} rx={4} />
            <text x={10} y={y + 12}>
              {named(state.label, language)}
            </text>
            {share !== undefined && (
              <>
                <rect
                  className="net-bar"
                  x={node.width - BAR - NUMBER}
                  y={y + 3}
                  width={BAR * share}
                  height={11}
                />
                <text className="net-number" x={node.width - 10} y={y + 12}>
                  {percent(share)}
                </text>
              </>
            )}
          </g>
        );
      })}
    </g>
  );
}
