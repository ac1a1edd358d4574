import { beforeEach, describe, expect, it, vi } from "vitest";
import { seal, unseal } from "../src/protocol";
import { startWidget } from "../src/loader/widget";

const app = "https://app.example";
const start = (language: string | null = "en") =>
  startWidget({ source: new URL(`${app}/widget.js`), language, token: null, accent: "#c2410c" });

const root = (): ShadowRoot => document.querySelector("#attune-widget")?.shadowRoot as ShadowRoot;
const bubble = (): HTMLButtonElement => root().querySelector("button") as HTMLButtonElement;
const frame = (): HTMLIFrameElement | null => root().querySelector("iframe");

/** Opens the widget with a window in the frame: this DOM loads no pages. */
function openWithPanel(): { postMessage: ReturnType<typeof vi.fn> } {
  const panel = { postMessage: vi.fn() };
  bubble().click();
  Object.defineProperty(frame(), "contentWindow", { value: panel });
  return panel;
}

/** Lets a message arrive as if `source` at `origin` had posted it. */
function post(message: Parameters<typeof seal>[0], source: unknown, origin: string): void {
  const event = new MessageEvent("message", { data: seal(message), origin });
  Object.defineProperty(event, "source", { value: source });
  window.dispatchEvent(event);
}

/** This DOM loads no pages into frames: the address is noted, and the tests put a window there themselves. */
let address = "";

beforeEach(() => {
  address = "";
  vi.spyOn(HTMLIFrameElement.prototype, "src", "set").mockImplementation((value) => void (address = value));
  document.body.innerHTML = "";
  localStorage.clear();
  sessionStorage.clear();
});

describe("the loader", () => {
  it("loads nothing before it is opened", () => {
    start();
    expect(frame()).toBeNull();
    bubble().click();
    expect(address).toMatch(/^https:\/\/app\.example\/widget\/panel\.html#host=/);
    expect(address).not.toContain("token");
  });

  it("loads the panel hidden when an earlier page left a conversation", () => {
    vi.useFakeTimers();
    localStorage.setItem("attune.conversation", "1");
    start();
    vi.advanceTimersByTime(5000);
    expect(frame()?.hidden).toBe(true);
    vi.useRealTimers();
  });

  it("tells how many messages are unread, in words too", () => {
    start("zh");
    const panel = openWithPanel();
    bubble().click();
    post({ type: "unread", count: 3 }, panel, app);
    expect(root().querySelector("[data-testid=unread]")?.textContent).toBe("3");
    expect(bubble().getAttribute("aria-label")).toBe("打开对话, 3 条未读消息");
  });

  it("listens to its own frame and origin only", () => {
    start();
    const panel = openWithPanel();
    post({ type: "unread", count: 3 }, panel, "https://evil.example");
    post({ type: "unread", count: 3 }, window, app);
    expect(root().querySelector<HTMLElement>("[data-testid=unread]")?.hidden).toBe(true);
  });

  it("hands the customer's token to the panel's origin alone, and only once the panel is there", () => {
    const attune = start();
    const panel = openWithPanel();
    attune.identify("signed");
    expect(panel.postMessage).not.toHaveBeenCalled();
    post({ type: "ready" }, panel, app);
    expect(panel.postMessage).toHaveBeenCalledWith(seal({ type: "identify", token: "signed" }), app);
    for (const [, target] of panel.postMessage.mock.calls) expect(target).toBe(app);
  });

  it("says what happens to those who listen, until they stop", () => {
    const attune = start();
    const heard: string[] = [];
    const stop = attune.on("open", () => heard.push("open"));
    attune.on("close", () => heard.push("close"));
    attune.open();
    attune.close();
    stop();
    attune.open();
    expect(heard).toEqual(["open", "close"]);
  });

  it("closes on Escape and gives the focus back to the bubble", () => {
    start();
    bubble().click();
    window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
    expect(bubble().getAttribute("aria-expanded")).toBe("false");
    expect(root().activeElement).toBe(bubble());
  });
});

it("does not take other scripts' messages for its own", () => {
  const expected = { window, origin: app };
  for (const data of [null, "close", { type: "close" }, { source: "attune", message: null }]) {
    const event = new MessageEvent("message", { data, origin: app });
    Object.defineProperty(event, "source", { value: window });
    expect(unseal(event, expected)).toBeNull();
  }
});
