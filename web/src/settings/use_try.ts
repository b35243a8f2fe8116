// Trying a connection out, once at a time.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { checkProvider } from "../api/client";
import { messageOf } from "../api/errors";
import type { ProviderCard } from "../api/types";
import { putCard } from "./use_providers";

export function useTry({ id }: ProviderCard) {
  const queries = useQueryClient();
  const [trying, setTrying] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);

  async function tryAgain(): Promise<void> {
    if (trying) return;
    setTrying(true);
    setFailed(null);
    try {
      putCard(queries, await checkProvider(id));
    } catch (error) {
      setFailed(messageOf(error));
    }
    setTrying(false);
  }

  return { trying, failed, tryAgain };
}
