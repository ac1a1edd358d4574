/** An answer that is not what was asked for. `status` 0 says that no answer came at all. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

type Change = "POST" | "PUT" | "PATCH" | "DELETE";
type Method = "GET" | Change;

/** JSON over the session cookie. Writes carry the token that signing in gave; a 401 is told to `onSignedOut`. */
export class ApiClient {
  csrf = "";
  onSignedOut: () => void = () => undefined;

  constructor(private readonly send: typeof fetch = (...request) => fetch(...request)) {}

  get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return this.request<T>("GET", path, undefined, signal);
  }

  post<T>(path: string, body: unknown = {}): Promise<T> {
    return this.change<T>("POST", path, body);
  }

  async change<T>(method: Change, path: string, body: unknown = {}): Promise<T> {
    try {
      return await this.request<T>(method, path, body);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 403 || !(await this.renewToken())) throw error;
      return this.request<T>(method, path, body);
    }
  }

  /** Signing in again in another tab gives the cookie a new token; true where ours was the old one. */
  private async renewToken(): Promise<boolean> {
    const held = this.csrf;
    const { csrf } = await this.request<{ csrf: string }>("GET", "/api/v1/staff/me");
    this.csrf = csrf;
    return csrf !== held;
  }

  private async request<T>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
    const headers: Record<string, string> = { Accept: "application/json" };
    if (method !== "GET") {
      headers["Content-Type"] = "application/json";
      headers["X-CSRF-Token"] = this.csrf;
    }
    const answer = await this.reach(path, {
      method,
      headers,
      credentials: "same-origin",
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
    const content: unknown = await answer.json().catch(() => null);
    if (answer.ok) return content as T;
    const error = refusal(answer.status, content);
    if (error.status === 401 && path !== "/api/v1/staff/login") this.onSignedOut();
    throw error;
  }

  private async reach(path: string, request: RequestInit): Promise<Response> {
    try {
      return await this.send(path, request);
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") throw error;
      throw new ApiError(0, "unreachable", "The server cannot be reached.");
    }
  }
}

function refusal(status: number, content: unknown): ApiError {
  const error = (content as { error?: { code?: unknown; message?: unknown } } | null)?.error;
  return new ApiError(status, String(error?.code ?? "failed"), String(error?.message ?? ""));
}
