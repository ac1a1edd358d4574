import { useWords } from "../../services";
import { toggled } from "./data";
import { NodeBox } from "./NodeBox";
import type { Answer, Evidence, Network } from "./types";

const MARGIN = 12;

interface Props {
  network: Network;
  evidence: Evidence;
  answers: Record<string, Answer> | undefined;
  onChange: (evidence: Evidence) => void;
}

/** The network: causes at the left, what follows at the right; the server has laid it out. */
export function Graph({ network, evidence, answers, onChange }: Props) {
  const words = useWords().expectations;
  const width = network.width + 2 * MARGIN;
  const height = network.height + 2 * MARGIN;
  return (
    <div className="net-scroll">
      <svg
        className="net"
        viewBox={`${-MARGIN} ${-MARGIN} ${width} ${height}`}
        role="group"
        aria-label={words.graph}
      >
        <defs>
          <marker
            id="net-tip"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            orient="auto"
          >
            <path className="net-tip" d="M0 0 8 4 0 8z" />
          </marker>
        </defs>
        {network.arrows.map(({ parent, child, path }) => (
          <path key={`${parent} ${child}`} className="net-arrow" d={path} markerEnd="url(#net-tip)" />
        ))}
        {network.nodes.map((node) => (
          <NodeBox
            key={node.name}
            node={node}
            given={evidence[node.name]}
            answer={answers?.[node.name]}
            onChoose={(state) => onChange(toggled(evidence, node.name, state))}
          />
        ))}
      </svg>
    </div>
  );
}
