import { Menu, UnstyledButton } from "@mantine/core";
import { NavLink } from "react-router";
import { initials } from "../format";
import { Icon } from "../icons";
import { useServices, useWords } from "../services";
import type { Staff } from "../types";
import { Choices } from "./Choices";
import { Wordmark } from "./Wordmark";

export function TopBar({ staff }: { staff: Staff }) {
  const { signOut, preferences } = useServices();
  const words = useWords();
  return (
    <header className="topbar">
      <Wordmark />
      <nav className="topnav" aria-label="Attune">
        <NavLink to="/desk">{words.desk}</NavLink>
        {staff.role === "admin" && <NavLink to="/console">{words.console.name}</NavLink>}
      </nav>
      <div className="topbar-end">
        <Choices />
        <Menu position="bottom-end" width={240}>
          <Menu.Target>
            <UnstyledButton className="avatar" aria-label={words.account(staff.name)} data-testid="account">
              {initials(staff.name)}
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown>
            <div className="account-who">
              <strong>{staff.name}</strong>
              <span>{staff.email}</span>
            </div>
            <Menu.Divider />
            <Menu.Item leftSection={<Icon name="sun" />} onClick={() => preferences.paint(null)}>
              {words.followSystem}
            </Menu.Item>
            <Menu.Item
              leftSection={<Icon name="door" />}
              data-testid="signout"
              onClick={() => void signOut()}
            >
              {words.signOut}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
    </header>
  );
}
