import { useEffect, useRef, useState } from "preact/hooks";
import type { About, AboutPage } from "../../about";
import { ApiError, type Credentials } from "../../api";
import type { Panel } from "../../panel";
import { BackIcon } from "../icons";
import { ChoiceList } from "./ChoiceList";
import { InferredList } from "./InferredList";
import { SaidList } from "./SaidList";
import { ServiceList } from "./ServiceList";

/** What a part of the page may do: `change` resolves to whether it was kept. */
export interface PartProps {
  panel: Panel;
  page: AboutPage;
  busy: boolean;
  change: (ask: (who: Credentials) => Promise<AboutPage>) => Promise<boolean>;
}

export function AboutYou({ panel }: { panel: Panel }) {
  const words = panel.about.value;
  const [page, setPage] = useState<About | null>(null);
  const [failed, setFailed] = useState<"loadFailed" | "changeFailed" | null>(null);
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  const who = panel.session.credentials;

  const load = async (): Promise<void> => {
    setFailed(null);
    if (!who) return;
    try {
      setPage(await panel.api.about(who));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setFailed("loadFailed");
    }
  };
  useEffect(() => {
    setPage(null);
    void load();
  }, [who?.id]);
  useEffect(() => title.current?.focus(), []);
  // What was pressed may be gone with what it removed: the keyboard then goes on from the top.
  useEffect(() => {
    if (document.activeElement === document.body) title.current?.focus();
  }, [page]);

  const change: PartProps["change"] = async (ask) => {
    if (!who || busy) return false;
    setBusy(true);
    setFailed(null);
    setSaved(false);
    try {
      setPage(await ask(who));
      setSaved(true);
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setFailed("changeFailed");
      return false;
    } finally {
      setBusy(false);
    }
  };
  const back = (): void => {
    panel.view.value = "chat";
    panel.focusRequests.value += 1;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    back();
  };

  return (
    <section class="about" aria-labelledby="about-title" data-testid="about" onKeyDown={onKeyDown}>
      <div class="about-head">
        <button
          type="button"
          class="icon-button"
          data-testid="about-back"
          aria-label={words.back}
          title={words.back}
          onClick={back}
        >
          <BackIcon />
        </button>
        <h2 id="about-title" ref={title} tabIndex={-1}>
          {words.title}
        </h2>
      </div>
      <div class="about-body">
        {failed && (
          <p class="line-error" role="alert">
            {words[failed]}{" "}
            {failed === "loadFailed" && (
              <button type="button" class="link" onClick={() => void load()}>
                {panel.words.value.retry}
              </button>
            )}
          </p>
        )}
        {page === null && !failed && <p class="soft">{words.loading}</p>}
        {page?.proven === false && <p data-testid="about-not-proven">{words.notProven}</p>}
        {page?.proven && (
          <>
            <SaidList panel={panel} page={page} busy={busy} change={change} />
            <ServiceList panel={panel} page={page} busy={busy} change={change} />
            <InferredList panel={panel} page={page} />
            <ChoiceList panel={panel} page={page} busy={busy} change={change} />
          </>
        )}
        <p class="about-saved" role="status" data-testid="about-saved">
          {saved ? words.saved : ""}
        </p>
      </div>
    </section>
  );
}
