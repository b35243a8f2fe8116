// The one place that turns an answer or a dead line into an error a person can be told.
import type { Json } from "./types";

export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly details: Record<string, Json>;

  constructor(code: string, message: string, status: number, details: Record<string, Json> = {}) {
    super(message);
    this.name = "ApiError";
    this.code = code;
    this.status = status;
    this.details = details;
  }

  /** The answer never came: whether the server took the request is not known. */
  get isNetwork(): boolean {
    return this.status === 0;
  }
}

function isRecord(value: unknown): value is Record<string, Json> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** From the body and status of an answer that is not a success. */
export function errorFrom(body: unknown, status: number): ApiError {
  if (isRecord(body) && typeof body.code === "string" && typeof body.message === "string") {
    return new ApiError(body.code, body.message, status, isRecord(body.details) ? body.details : {});
  }
  return new ApiError(
    "unexpected_answer",
    "The server gave an answer that Headwater does not understand. Try again.",
    status,
  );
}

export function networkError(): ApiError {
  return new ApiError("offline", "The server cannot be reached. It will be tried again.", 0);
}

/** What to tell a person about anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
