// Lets in who is signed in; a one-use code in the address is exchanged first, and leaves no trace there.
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { ApiError, getSession, openSession } from "../api/client";
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

async function enter(): Promise<{ account: { id: string; name: string } }> {
  if (code) exchange ??= openSession(code);
  const refused = await exchange?.then(
    () => null,
    (error: unknown) => error,
  );
  try {
    return await getSession();
  } catch (error) {
    // Signed out, and the link was of no use: the link's own words say more.
    throw error instanceof ApiError && error.status === 401 && refused instanceof ApiError ? refused : error;
  }
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
  if (error) return <SignedOut message={code ? error.message : null} />;
  return null;
}
