import { Link, useParams } from "react-router";
import { Trouble } from "../../desk/Trouble";
import { dayName, number, timeOfDay } from "../../format";
import { useLanguage, useWords } from "../../services";
import { useImport } from "./data";
import { Fields } from "./Fields";
import { Rules } from "./Rules";
import type { Counts, ImportReport, Refused } from "./types";

const columns = [
  "read",
  "accepted",
  "rejected",
  "left_out",
  "inserted",
  "updated",
  "unchanged",
  "kept",
] as const;

/** One import: its tables, its fields before and after, the rules that were met, and what was refused. */
export function ImportPage() {
  const { id = "" } = useParams();
  const words = useWords().imports;
  const { data, error, refetch } = useImport(id);
  return (
    <div className="models" data-testid="import">
      <p>
        <Link to="/console/imports">{words.back}</Link>
      </p>
      {error && !data && <Trouble error={error} retry={() => void refetch()} />}
      {data && <Report report={data} />}
    </div>
  );
}

function Report({ report }: { report: ImportReport }) {
  const words = useWords().imports;
  const language = useLanguage();
  return (
    <>
      <header className="models-head">
        <div>
          <h1>{report.source}</h1>
          <p className="soft">
            {words.of(
              report.format,
              `${dayName(report.at, language, new Date())} ${timeOfDay(report.at, language)}`,
            )}
          </p>
        </div>
      </header>
      <Tables tables={report.tables} />
      {report.fields.length > 0 && <Fields fields={report.fields} />}
      <Rules rules={report.rules} />
      {report.rejected_sample.length > 0 && <Sample refused={report.rejected_sample} />}
    </>
  );
}

function Tables({ tables }: { tables: Record<string, Counts> }) {
  const words = useWords().imports;
  const language = useLanguage();
  const shown = Object.entries(tables).filter(([, counts]) => counts.read > 0);
  return (
    <section className="sheet">
      <h2>{words.tablesTitle}</h2>
      <div className="table-scroll">
        <table className="models-table import-table">
          <thead>
            <tr>
              <th>{words.table}</th>
              {columns.map((column) => (
                <th key={column} className="figure">
                  {words.counts[column]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(([name, counts]) => (
              <tr key={name}>
                <td>{words.tables[name] ?? name}</td>
                {columns.map((column) => (
                  <td
                    key={column}
                    className="figure"
                    data-label={words.counts[column]}
                    data-none={counts[column] === 0 || undefined}
                  >
                    {number(counts[column], language)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Sample({ refused }: { refused: Refused[] }) {
  const words = useWords().imports;
  return (
    <section className="sheet" data-testid="import-refused">
      <h2>{words.refusedTitle}</h2>
      <p className="soft">{words.refusedLead}</p>
      <div className="table-scroll table-tall">
        <table className="models-table plain">
          <thead>
            <tr>
              <th>{words.record}</th>
              <th>{words.reason}</th>
            </tr>
          </thead>
          <tbody>
            {refused.map(({ file, record, table, reason }) => (
              <tr key={file + table + record + reason}>
                <td>
                  {file}, {record}
                </td>
                <td lang="en">{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
