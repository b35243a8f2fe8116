// The front door of the front end.
import { Tooltip } from "@base-ui/react/tooltip";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ApiError } from "./api/errors";
import { App } from "./app";
import { Toasts } from "./ui/Toasts";
import { startTheme } from "./ui/theme";
import "./ui/style.css";

/** A dead line is tried again; a refusal is an answer. */
function worthRetrying(attempt: number, error: Error): boolean {
  return attempt < 2 && error instanceof ApiError && (error.isNetwork || error.status >= 500);
}

const queries = new QueryClient({
  defaultOptions: { queries: { retry: worthRetrying, staleTime: 5_000, refetchOnWindowFocus: false } },
});

startTheme();

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Tooltip.Provider delay={400}>
        <App />
        <Toasts />
      </Tooltip.Provider>
    </QueryClientProvider>
  </StrictMode>,
);
