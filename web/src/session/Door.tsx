// Lets in who is signed in; a one-use code in the address is exchanged first, and leaves no trace there.
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { ApiError, getSession, openSession } from "../api/client";
import type { Account } from "../api/types";
import { ServerGone } from "./ServerGone";
import { SignedOut } from "./SignedOut";

/** The code in `#code=...`, taken out of the address bar and its history. */
function takeCode(): string | null {
  const code = new URLSearchParams(location.hash.slice(1)).get("code");
  if (code) history.replaceState(null, "", location.pathname + location.search);
  return code;
}

const code = takeCode();
let exchange: Promise<unknown> | null = null;

/** A link that is of no use any more still lets in whoever is signed in already. */
async function enter(): Promise<{ account: Account }> {
  if (code) exchange ??= openSession(code);
  await exchange?.catch(forget);
  return getSession();
}

/** Where no answer came the code may still be good: it is tried again. */
function forget(error: unknown): void {
  if (!(error instanceof ApiError) || !error.isNetwork) return;
  exchange = null;
  throw error;
}

export function Door({ children }: { children: ReactNode }) {
  const { data, error, refetch } = useQuery({ queryKey: ["session"], queryFn: enter, staleTime: Infinity });
  const gone = error instanceof ApiError && (error.isNetwork || error.status >= 500);

  useEffect(() => {
    if (!gone || data) return;
    const timer = setInterval(() => void refetch(), 3_000);
    return () => clearInterval(timer);
  }, [gone, data, refetch]);

  if (data) return children;
  if (gone) return <ServerGone />;
  if (error) return <SignedOut spent={code !== null} />;
  return null;
}
