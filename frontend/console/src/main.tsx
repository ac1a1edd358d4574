import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import "./theme/mantine.css";
import "../../tokens.css";
import "./shell/shell.css";
import { ApiClient, ApiError } from "./api/client";
import { DeskApi } from "./api/desk";
import { compose } from "./compose";
import { ServicesProvider } from "./services";
import { App } from "./shell/App";

const client = new ApiClient();
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // What the server has refused once it refuses again; only a missing answer is worth another try.
      retry: (count, error) =>
        count < 2 && (!(error instanceof ApiError) || error.status === 0 || error.status >= 500),
    },
  },
});
const services = compose(client, new DeskApi(client), queries);
void services.checkSession();

const root = document.getElementById("app");
if (!root) throw new Error("The page has no #app.");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <ServicesProvider value={services}>
        <BrowserRouter>
          <App />
        </BrowserRouter>
      </ServicesProvider>
    </QueryClientProvider>
  </StrictMode>,
);
