import { NavLink } from "react-router";
import { Icon, type IconName } from "../icons";
import { useWords } from "../services";

const pages = [
  ["inbox", "inbox"],
  ["data", "pages"],
  ["models", "layers"],
  ["segments", "people"],
] as const satisfies readonly (readonly [string, IconName])[];

/** The pages of the console: at the left, above them on a narrow screen. */
export function Navigation() {
  const words = useWords().console.navigation;
  return (
    <nav className="console-nav" aria-label={words.label}>
      {pages.map(([page, icon]) => (
        <NavLink key={page} to={`/console/${page}`}>
          <Icon name={icon} size={18} />
          {words[page]}
        </NavLink>
      ))}
    </nav>
  );
}
