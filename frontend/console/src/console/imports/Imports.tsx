import { Link, Route, Routes } from "react-router";
import { Nothing } from "../../desk/Nothing";
import { Trouble } from "../../desk/Trouble";
import { dayName, number, timeOfDay } from "../../format";
import { useLanguage, useWords } from "../../services";
import { useImports } from "./data";
import { ImportPage } from "./ImportPage";
import { total, type Import } from "./types";
import "../models/models.css";
import "./imports.css";

/** What came in from outside: the last imports, and how good each of them was. */
export function Imports() {
  return (
    <Routes>
      <Route index element={<AllImports />} />
      <Route path=":id" element={<ImportPage />} />
    </Routes>
  );
}

function AllImports() {
  const words = useWords().imports;
  const { data, error, refetch } = useImports();
  const [title = "", lead = ""] = words.empty;
  return (
    <div className="models">
      <header className="models-head">
        <div>
          <h1>{words.title}</h1>
          <p className="soft">{words.lead}</p>
        </div>
      </header>
      {error && !data ? (
        <Trouble error={error} retry={() => void refetch()} />
      ) : data?.length === 0 ? (
        <Nothing icon="box" title={title} lead={lead} />
      ) : data ? (
        <List imports={data} />
      ) : null}
    </div>
  );
}

function List({ imports }: { imports: Import[] }) {
  const words = useWords().imports;
  return (
    <div className="table-scroll">
      <table className="models-table" aria-label={words.title}>
        <thead>
          <tr>
            <th>{words.source}</th>
            <th>{words.when}</th>
            <th className="figure">{words.counts.read}</th>
            <th className="figure">{words.counts.accepted}</th>
            <th className="figure">{words.counts.rejected}</th>
            <th className="figure">{words.counts.left_out}</th>
            <th className="figure">{words.took}</th>
          </tr>
        </thead>
        <tbody>
          {imports.map((one) => (
            <Row key={one.id} one={one} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ one }: { one: Import }) {
  const words = useWords().imports;
  const language = useLanguage();
  return (
    <tr data-testid="import-row" data-id={one.id}>
      <td>
        <Link to={`/console/imports/${one.id}`}>{one.source}</Link> <span className="chip">{one.format}</span>
      </td>
      <td data-label={words.when}>
        {dayName(one.at, language, new Date())} {timeOfDay(one.at, language)}
      </td>
      {(["read", "accepted", "rejected", "left_out"] as const).map((count) => (
        <td key={count} className="figure" data-label={words.counts[count]}>
          {number(total(one, count), language)}
        </td>
      ))}
      <td className="figure" data-label={words.took}>
        {words.seconds(number(one.seconds, language))}
      </td>
    </tr>
  );
}
