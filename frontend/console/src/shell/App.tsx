import { Button, Loader, MantineProvider } from "@mantine/core";
import { lazy, Suspense } from "react";
import { Navigate, Route, Routes } from "react-router";
import { useObservable } from "../observable";
import { useServices, useWords } from "../services";
import { SignIn } from "../session/SignIn";
import { theme } from "../theme/theme";
import { TopBar } from "./TopBar";

const Console = lazy(async () => ({ default: (await import("../console/Console")).Console }));
const Desk = lazy(async () => ({ default: (await import("../desk/Desk")).Desk }));

export function App() {
  const scheme = useObservable(useServices().preferences.scheme);
  return (
    // Variables and global classes come from mantine.css: nothing is written into the page at run time.
    <MantineProvider
      theme={theme}
      forceColorScheme={scheme}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <Gate />
    </MantineProvider>
  );
}

function Gate() {
  const { session, checkSession } = useServices();
  const words = useWords();
  const now = useObservable(session);
  if (now === "unknown") return <Waiting />;
  if (now === "unreachable") {
    return (
      <div className="centre" role="alert">
        <p>{words.unreachable}</p>
        <Button onClick={() => void checkSession()}>{words.retry}</Button>
      </div>
    );
  }
  if (typeof now === "string") return <SignIn after={now} />;
  return (
    <div className="shell">
      <TopBar staff={now.staff} />
      <Suspense fallback={<Waiting />}>
        <Routes>
          <Route path="/desk/*" element={<Desk />} />
          {now.staff.role === "admin" && <Route path="/console/*" element={<Console />} />}
          <Route path="*" element={<Navigate to="/desk" replace />} />
        </Routes>
      </Suspense>
    </div>
  );
}

function Waiting() {
  const words = useWords();
  return (
    <div className="centre">
      <Loader size="sm" color="var(--accent-text)" aria-label={words.loading} />
    </div>
  );
}
