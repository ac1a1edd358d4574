import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { Icon } from "../icons";
import { useObservable } from "../observable";
import { useServices, useWords } from "../services";

/** Language and colours: the two things that everybody sets to their eyes, signed in or not. */
export function Choices() {
  const { preferences } = useServices();
  const words = useWords();
  const language = useObservable(preferences.language);
  const dark = useObservable(preferences.scheme) === "dark";
  const paint = dark ? words.toLight : words.toDark;
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        lang={language === "en" ? "zh-CN" : "en"}
        aria-label={words.switchLanguageLabel}
        onClick={() => preferences.choose(language === "en" ? "zh" : "en")}
      >
        {words.switchLanguage}
      </Button>
      <Tooltip label={paint}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          aria-label={paint}
          onClick={() => preferences.paint(dark ? "light" : "dark")}
        >
          <Icon name={dark ? "sun" : "moon"} size={18} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}
