import { useWords } from "../../services";

export function TrainingData() {
  const words = useWords();
  return <h1 className="console-title">{words.console.navigation.data}</h1>;
}
