// Every call to the server, by name. Errors come out as ApiError and nothing else.
import { ApiError, errorFrom, networkError } from "./errors";
import type {
  Account,
  Asset,
  Balance,
  CanvasSummary,
  ConnectionTable,
  Generation,
  Kind,
  LedgerEntry,
  Opening,
  Panel,
  Place,
  Take,
} from "./types";

export { ApiError } from "./errors";

interface Call {
  query?: Record<string, string | number | boolean | null | undefined>;
  body?: unknown;
  form?: FormData;
  signal?: AbortSignal;
}

function address(path: string, query: Call["query"] = {}): string {
  const words = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  if (words.length === 0) return `/api${path}`;
  return `/api${path}?${new URLSearchParams(words.map(([name, value]) => [name, String(value)]))}`;
}

async function send(method: string, path: string, { query, body, form, signal }: Call): Promise<Response> {
  const init: RequestInit = { method, credentials: "same-origin", signal: signal ?? null };
  if (form) init.body = form;
  if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { "Content-Type": "application/json" };
  }
  try {
    return await fetch(address(path, query), init);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw networkError();
  }
}

async function call<T>(method: string, path: string, options: Call = {}): Promise<T> {
  const response = await send(method, path, options);
  const body: unknown = response.status === 204 ? null : await response.json().catch(() => null);
  if (!response.ok) throw errorFrom(body, response.status);
  return body as T;
}

const seg = encodeURIComponent;

export const getSession = () => call<{ account: Account }>("GET", "/session");
export const openSession = (code: string) => call<{ account: Account }>("POST", "/session", { body: { code } });

export const listCanvases = () => call<CanvasSummary[]>("GET", "/canvases");
export const createCanvas = (title?: string) =>
  call<CanvasSummary>("POST", "/canvases", { body: title === undefined ? {} : { title } });
export const getOpening = (canvas: string) => call<Opening>("GET", `/canvases/${seg(canvas)}/opening`);
export const renameCanvas = (canvas: string, title: string) =>
  call<CanvasSummary>("PATCH", `/canvases/${seg(canvas)}`, { body: { title } });
export const savePlace = (canvas: string, place: Place) =>
  call<null>("PUT", `/canvases/${seg(canvas)}/place`, { body: place });
export const getConnectionTable = () => call<ConnectionTable>("GET", "/connections");

export const getPanel = (canvas: string, node: string, signal?: AbortSignal) =>
  call<Panel>("GET", `/canvases/${seg(canvas)}/nodes/${seg(node)}/panel`, signal ? { signal } : {});

export interface Order {
  price: string;
  hash: string;
  /** A UUID of this press: sent again unchanged when the answer never came, so that nothing starts twice. */
  key: string;
}

export const startGeneration = (canvas: string, node: string, order: Order) =>
  call<Generation>("POST", `/canvases/${seg(canvas)}/nodes/${seg(node)}/generations`, { body: order });
export const listGenerations = (query: { canvas?: string; node?: string; active?: boolean; limit?: number }) =>
  call<Generation[]>("GET", "/generations", { query });
export const cancelGeneration = (id: string) => call<Generation>("POST", `/generations/${seg(id)}/cancel`);

export const listTakes = (canvas: string, node: string) =>
  call<Take[]>("GET", `/canvases/${seg(canvas)}/nodes/${seg(node)}/takes`);
export const addTake = (canvas: string, node: string, asset: string) =>
  call<Take>("POST", `/canvases/${seg(canvas)}/nodes/${seg(node)}/takes`, { body: { asset } });

export const listAssets = (query: { kind?: Kind; words?: string; before?: string; limit?: number }) =>
  call<Asset[]>("GET", "/assets", { query });
export const getAsset = (id: string) => call<Asset>("GET", `/assets/${seg(id)}`);

/** Uploads one file, telling how much has gone out (0 to 1): fetch cannot tell, so this one call uses XHR. */
export function uploadAsset(file: File, onProgress?: (done: number) => void, signal?: AbortSignal): Promise<Asset> {
  const form = new FormData();
  form.append("file", file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/assets");
    request.responseType = "json";
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress?.(event.loaded / event.total);
    };
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response as Asset);
      else reject(errorFrom(request.response, request.status));
    };
    request.onerror = () => reject(networkError());
    request.onabort = () => reject(new ApiError("cancelled", "The upload was cancelled.", 0));
    signal?.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}

export const assetFile = (id: string) => `/api/assets/${seg(id)}/file`;
export const assetPreview = (id: string, size: "tiny" | "card") => `/api/assets/${seg(id)}/preview?size=${size}`;
export const getPeaks = (id: string) => call<number[]>("GET", `/assets/${seg(id)}/peaks`);

export const getCredits = () => call<Balance>("GET", "/credits");
export const listEntries = (before?: string, limit = 50) =>
  call<LedgerEntry[]>("GET", "/credits/entries", { query: { before, limit } });
export const addCredits = (amount: string, key: string) => call<Balance>("POST", "/credits", { body: { amount, key } });
