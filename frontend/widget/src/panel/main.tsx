import { render } from "preact";
import "../../../tokens.css";
import "./panel.css";
import "./about.css";
import { applyAccent } from "./accent";
import { createApi } from "./api";
import { connectHost, readSettings, type HostBridge } from "./host";
import { Panel } from "./panel";
import { openStore } from "./storage";
import { App } from "./view/App";

const settings = readSettings(location.hash, location.origin);
const panel = new Panel(
  createApi(new URL("../api/v1/", location.href)),
  openStore(() => localStorage),
  settings,
  () => bridge,
);
const bridge: HostBridge = connectHost(settings, (message) => panel.hear(message));

applyAccent(settings.accent, document.documentElement);
render(<App panel={panel} />, document.getElementById("app") as HTMLElement);
panel.start();
// Opened as a page of its own, without a shop around it: there is nobody to open it.
if (parent === window) panel.hear({ type: "open", focus: true });
