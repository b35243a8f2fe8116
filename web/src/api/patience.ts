// Sends one request until it is answered: the same request with the same key, so that nothing starts twice.
import { ApiError } from "./errors";

/** Milliseconds before each further attempt. */
export const WAITS = [500, 1_000, 2_000, 4_000];

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Only a missing answer is tried again; a refusal is an answer. */
export async function untilAnswered<T>(send: () => Promise<T>, waits = WAITS, pause = sleep): Promise<T> {
  for (const wait of waits) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof ApiError) || !error.isNetwork) throw error;
    }
    await pause(wait);
  }
  return send();
}
