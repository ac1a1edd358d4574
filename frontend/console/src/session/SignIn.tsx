import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { ApiError } from "../api/client";
import { useServices, useWords } from "../services";
import { Choices } from "../shell/Choices";
import { Wordmark } from "../shell/Wordmark";
import type { Words } from "../strings";

export function SignIn({ after }: { after: "none" | "expired" | "left" }) {
  const { api, session } = useServices();
  const words = useWords();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const reason = error === null ? null : sentence(error, words);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setAsked(true);
    setError(null);
    if (!email.trim() || !password) return;
    setBusy(true);
    try {
      session.set({ staff: (await api.signIn(email.trim(), password)).staff });
    } catch (refusal) {
      setError(refusal);
      setBusy(false);
    }
  };

  return (
    <div className="signin">
      <header className="signin-top">
        <Wordmark />
        <div className="topbar-end">
          <Choices />
        </div>
      </header>
      <main>
        <form className="signin-card" noValidate onSubmit={(event) => void submit(event)}>
          <h1>{words.signIn.title}</h1>
          <p className="soft">{words.signIn.lead}</p>
          {after !== "none" && !reason && (
            <p className="line line-note" role="status">
              {after === "expired" ? words.signIn.expired : words.signIn.signedOut}
            </p>
          )}
          <TextInput
            label={words.signIn.email}
            type="email"
            name="email"
            autoComplete="username"
            autoFocus
            size="md"
            data-testid="signin-email"
            value={email}
            error={asked && !email.trim() ? words.signIn.missingEmail : null}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={words.signIn.password}
            name="password"
            autoComplete="current-password"
            size="md"
            data-testid="signin-password"
            visibilityToggleButtonProps={{ "aria-label": words.signIn.show, tabIndex: 0 }}
            value={password}
            error={asked && !password ? words.signIn.missingPassword : null}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {reason && (
            <p className="line line-bad" role="alert" data-testid="signin-error">
              {reason}
            </p>
          )}
          <Button type="submit" size="md" fullWidth loading={busy} data-testid="signin-submit">
            {words.signIn.submit}
          </Button>
        </form>
      </main>
    </div>
  );
}

function sentence(error: unknown, words: Words): string {
  if (!(error instanceof ApiError)) return words.failed;
  if (error.status === 0) return words.unreachable;
  if (error.status === 429) return words.signIn.tooMany;
  return [401, 403, 404, 422].includes(error.status) ? words.signIn.wrong : words.failed;
}
