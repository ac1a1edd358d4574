import { Menu, UnstyledButton } from "@mantine/core";
import { Fragment } from "react";
import { NavLink, useLocation } from "react-router";
import { Icon } from "../icons";
import { useWords } from "../services";
import { groups, placeOf } from "./pages";

/** Where there is no room for a list: the page that is shown, which opens all others. */
export function PageMenu() {
  const words = useWords().console.navigation;
  const place = placeOf(useLocation().pathname);
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <UnstyledButton className="page-menu" data-testid="page-menu">
          <span className="page-menu-name">
            {place && <span className="soft">{words.groups[place.group]}</span>}
            <strong>{place ? words[place.page] : words.label}</strong>
          </span>
          <Icon name="down" size={16} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {groups.map(({ name, pages }) => (
          <Fragment key={name}>
            <Menu.Label>{words.groups[name]}</Menu.Label>
            {pages.map(([page, icon]) => (
              <Menu.Item
                key={page}
                component={NavLink}
                to={`/console/${page}`}
                data-shown={place?.page === page || undefined}
                leftSection={<Icon name={icon} size={18} />}
              >
                {words[page]}
              </Menu.Item>
            ))}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
