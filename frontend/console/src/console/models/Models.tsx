import { Nothing } from "../../desk/Nothing";
import { useWords } from "../../services";

export function Models() {
  const words = useWords().models;
  const [title = "", lead = ""] = words.empty;
  return (
    <>
      <h1 className="console-title">{words.title}</h1>
      <Nothing icon="layers" title={title} lead={lead} />
    </>
  );
}
