import { Loader } from "@mantine/core";
import { Link } from "react-router";
import { Trouble } from "../../desk/Trouble";
import { date, named, timeOfDay } from "../../format";
import { useLanguage, useWords } from "../../services";
import { useQuestions } from "./data";
import type { Part } from "./types";

/** The messages behind a number, each with the way to its conversation. */
export function Questions({ gap, part }: { gap: string; part: Part }) {
  const words = useWords();
  const text = words.knowledge;
  const language = useLanguage();
  const { data, error, refetch } = useQuestions(gap, part);
  if (!data)
    return error ? (
      <Trouble error={error} retry={() => void refetch()} />
    ) : (
      <Loader size="sm" aria-label={words.loading} />
    );
  return (
    <div className="table-scroll table-tall">
      <table className="models-table" data-testid="gap-questions">
        <thead>
          <tr>
            <th>{text.question}</th>
            <th>{text.result}</th>
            <th>{text.readAs}</th>
            <th>{text.asked}</th>
          </tr>
        </thead>
        <tbody>
          {data.map((one) => (
            <tr key={one.id}>
              <td lang={one.language === "zh" ? "zh-CN" : "en"}>{one.text}</td>
              <td data-label={text.result}>{one.unresolved ? text.unresolved : text.answered}</td>
              <td data-label={text.readAs}>
                {one.intent && one.intent !== "nlu_fallback"
                  ? named(words.intents, one.intent)
                  : text.notUnderstood}
              </td>
              <td data-label={text.asked}>
                <Link to={`/desk?c=${one.conversation_id}`}>
                  {date(one.at, language, new Date())}, {timeOfDay(one.at, language)}
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
