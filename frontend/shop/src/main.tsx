import { effect } from "@preact/signals";
import { render } from "preact";
import "../../tokens.css";
import "./shop.css";
import { embedAssistant } from "./assistant";
import { introduceCustomer } from "./customer";
import { followLinks } from "./route";
import { language } from "./shop";
import { App } from "./view/App";

effect(() => {
  document.documentElement.lang = language.value === "zh" ? "zh-CN" : "en";
});
followLinks();
render(<App />, document.getElementById("app") as HTMLElement);
embedAssistant(language.value);
introduceCustomer();
