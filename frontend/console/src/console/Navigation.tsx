import { useMediaQuery } from "@mantine/hooks";
import { NavLink } from "react-router";
import { Icon } from "../icons";
import { useWords } from "../services";
import { groups } from "./pages";
import { PageMenu } from "./PageMenu";

/** The pages of the console: a list at the left, a menu above them on a narrow screen. */
export function Navigation() {
  const words = useWords().console.navigation;
  const wide = useMediaQuery("(min-width: 900px)", true, { getInitialValueInEffect: false });
  return (
    <nav className="console-nav" aria-label={words.label}>
      {wide ? (
        groups.map(({ name, pages }) => (
          <section key={name} aria-labelledby={`pages-${name}`}>
            <h2 id={`pages-${name}`}>{words.groups[name]}</h2>
            {pages.map(([page, icon]) => (
              <NavLink key={page} to={`/console/${page}`}>
                <Icon name={icon} size={18} />
                {words[page]}
              </NavLink>
            ))}
          </section>
        ))
      ) : (
        <PageMenu />
      )}
    </nav>
  );
}
