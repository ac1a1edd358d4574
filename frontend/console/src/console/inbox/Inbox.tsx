import { useWords } from "../../services";

export function Inbox() {
  const words = useWords();
  return <h1 className="console-title">{words.console.navigation.inbox}</h1>;
}
