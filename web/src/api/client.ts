// Every call to the server, by name. Errors come out as ApiError and nothing else.
import createClient from "openapi-fetch";
import { ApiError, errorFrom, networkError } from "./errors";
import type { paths } from "./schema";
import type {
  Agreement,
  Asset,
  AssetQuery,
  HistoryQuery,
  Json,
  ModelEdit,
  Order,
  Outcome,
  ProviderWish,
  Scope,
  SpendingLimits,
  WorkflowWish,
} from "./types";

export { ApiError } from "./errors";
export type { Order } from "./types";

async function reach(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    throw request.signal.aborted ? error : networkError();
  }
}

const http = createClient<paths>({ baseUrl: "", credentials: "same-origin", fetch: reach });

async function answer<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw errorFrom(error, response.status);
  return data as T;
}

export const getSession = () => answer(http.GET("/api/session"));
export const openSession = (code: string) => answer(http.POST("/api/session", { body: { code } }));

/** The one edited last first; or those that were deleted, which can be restored. */
export const listCanvases = (deleted = false) => answer(http.GET("/api/canvases", { params: { query: { deleted } } }));
export const createCanvas = (title: string | null = null) =>
  answer(
    http.POST("/api/canvases", { body: { headwater: 1, title, nodes: [], connections: [], groups: [], notes: [] } }),
  );
export const getCanvasFile = (id: string) =>
  answer(http.GET("/api/canvases/{canvas}", { params: { path: { canvas: id } } }));
export const getOpening = (id: string) => answer(http.GET("/api/canvases/{id}/opening", { params: { path: { id } } }));
export const duplicateCanvas = (id: string) =>
  answer(http.POST("/api/canvases/{canvas}/duplicate", { params: { path: { canvas: id } } }));
export const deleteCanvas = (id: string) => answer(http.DELETE("/api/canvases/{id}", { params: { path: { id } } }));
export const restoreCanvas = (id: string) =>
  answer(http.POST("/api/canvases/{id}/restore", { params: { path: { id } } }));
export const renameCanvas = (id: string, title: string) =>
  answer(http.PATCH("/api/canvases/{id}", { params: { path: { id } }, body: { title } }));
export const getConnectionTable = () => answer(http.GET("/api/connections"));

/** `takes`: how many are to be made at once. */
export const getPanel = (canvas: string, node: string, takes = 1, signal: AbortSignal | null = null) =>
  answer(
    http.GET("/api/canvases/{canvas}/nodes/{node}/panel", {
      params: { path: { canvas, node }, query: takes > 1 ? { takes } : {} },
      signal,
    }),
  );

/** How empty nodes of each kind can be begun, in the order in which they are offered. */
export const listPresets = () => answer(http.GET("/api/presets"));

export const startGeneration = (canvas: string, node: string, order: Order) =>
  answer(
    http.POST("/api/canvases/{canvas}/nodes/{node}/generations", { params: { path: { canvas, node } }, body: order }),
  );
export const listGenerations = (query: { canvas?: string; node?: string; active?: boolean; limit?: number }) =>
  answer(http.GET("/api/generations", { params: { query } }));
/** All generations, newest first, each with what it was for and what it made. */
export const listHistory = (
  query: HistoryQuery & { skip?: number; limit?: number },
  signal: AbortSignal | null = null,
) => answer(http.GET("/api/history", { params: { query }, signal }));
export const countHistory = (query: HistoryQuery) => answer(http.GET("/api/history/counts", { params: { query } }));
export const getStory = (id: string) => answer(http.GET("/api/history/{id}", { params: { path: { id } } }));
/** Asks the provider what became of an unknown outcome; nothing is sent again. */
export const checkGeneration = (id: string) =>
  answer(http.POST("/api/generations/{id}/check", { params: { path: { id } } }));
export const cancelGeneration = (id: string) =>
  answer(http.POST("/api/generations/{id}/cancel", { params: { path: { id } } }));

/** What a run would do, and cost; nothing is started. */
export const planRun = (canvas: string, scope: Scope) =>
  answer(http.POST("/api/canvases/{canvas}/plans", { params: { path: { canvas } }, body: scope }));
export const startRun = (canvas: string, agreement: Agreement) =>
  answer(http.POST("/api/canvases/{canvas}/runs", { params: { path: { canvas } }, body: agreement }));
/** Newest first. */
export const listRuns = (query: { canvas?: string; active?: boolean; limit?: number }) =>
  answer(http.GET("/api/runs", { params: { query } }));
export const stopRun = (id: string) => answer(http.POST("/api/runs/{id}/stop", { params: { path: { id } } }));
/** Nodes that still show what a rehearsal made show again what they showed before. */
export const putBack = (id: string) => answer(http.POST("/api/runs/{id}/put-back", { params: { path: { id } } }));
/** The nodes that show something else than would be made now, and what changed since. */
export const listOutdated = (canvas: string, signal: AbortSignal | null = null) =>
  answer(http.GET("/api/canvases/{canvas}/outdated", { params: { path: { canvas } }, signal }));

/** Where each voice of a model can be heard before anything is paid. */
export const listVoices = (model: string) => answer(http.GET("/api/voices", { params: { query: { model } } }));

/** Newest first. */
export const listTakes = (canvas: string, node: string, skip: number, limit: number) =>
  answer(
    http.GET("/api/canvases/{canvas}/nodes/{node}/takes", {
      params: { path: { canvas, node }, query: { skip, limit } },
    }),
  );
export const countTakes = (canvas: string, node: string) =>
  answer(http.GET("/api/canvases/{canvas}/nodes/{node}/takes/count", { params: { path: { canvas, node } } }));
export const deleteTake = (canvas: string, node: string, id: string) =>
  answer(http.DELETE("/api/canvases/{canvas}/nodes/{node}/takes/{id}", { params: { path: { canvas, node, id } } }));
export const restoreTake = (canvas: string, node: string, id: string) =>
  answer(
    http.POST("/api/canvases/{canvas}/nodes/{node}/takes/{id}/restore", { params: { path: { canvas, node, id } } }),
  );
/** What a copied node came with becomes a take of its own. */
export const adoptTake = (canvas: string, node: string) =>
  answer(http.POST("/api/canvases/{canvas}/nodes/{node}/takes/adopt", { params: { path: { canvas, node } } }));
/** Typed text becomes a take; where it is one already, that one is the answer. */
export const keepTyped = (canvas: string, node: string, text: string) =>
  answer(
    http.POST("/api/canvases/{canvas}/nodes/{node}/takes", { params: { path: { canvas, node } }, body: { text } }),
  );
/** An uploaded asset becomes a take. Showing it is an edit of the document. */
export const addTake = (canvas: string, node: string, asset: string) =>
  answer(
    http.POST("/api/canvases/{canvas}/nodes/{node}/takes", { params: { path: { canvas, node } }, body: { asset } }),
  );

export const listModels = () => answer(http.GET("/api/models"));

/** Everyone who serves models, and how it stands with each. */
export const listProviders = () => answer(http.GET("/api/providers"));
export const connectProvider = (id: string, wish: ProviderWish) =>
  answer(http.PUT("/api/providers/{id}", { params: { path: { id } }, body: wish }));
export const disconnectProvider = (id: string) =>
  answer(http.DELETE("/api/providers/{id}", { params: { path: { id } } }));
export const checkProvider = (id: string) =>
  answer(http.POST("/api/providers/{id}/check", { params: { path: { id } } }));
/** `model`: its id without the provider's. */
export const editModel = (id: string, model: string, edit: ModelEdit) =>
  answer(http.PUT("/api/providers/{id}/models/{model}", { params: { path: { id, model } }, body: edit }));

/** What can be made of a ComfyUI workflow in API form; nothing is kept. */
export const lookAtWorkflow = (id: string, workflow: Record<string, Json>) =>
  answer(http.POST("/api/providers/{id}/workflows", { params: { path: { id } }, body: workflow }));
export const getWorkflow = (id: string, name: string) =>
  answer(http.GET("/api/providers/{id}/workflows/{name}", { params: { path: { id, name } } }));
export const putWorkflow = (id: string, name: string, wish: WorkflowWish) =>
  answer(http.PUT("/api/providers/{id}/workflows/{name}", { params: { path: { id, name } }, body: wish }));
export const removeWorkflow = (id: string, name: string) =>
  answer(http.DELETE("/api/providers/{id}/workflows/{name}", { params: { path: { id, name } } }));

/** What providers were paid, newest first. */
export const listCosts = (limit: number) => answer(http.GET("/api/costs", { params: { query: { limit } } }));

export const listAssets = (query: AssetQuery & { skip?: number; limit?: number }, signal: AbortSignal | null = null) =>
  answer(http.GET("/api/assets", { params: { query }, signal }));
export const countAssets = (query: AssetQuery) => answer(http.GET("/api/assets/counts", { params: { query } }));
export const getAsset = (id: string) => answer(http.GET("/api/assets/{id}", { params: { path: { id } } }));
export const getAssetUses = (id: string) => answer(http.GET("/api/assets/{id}/uses", { params: { path: { id } } }));
/** Into the bin, where it stays for 30 days. */
export const deleteAsset = (id: string) => answer(http.DELETE("/api/assets/{id}", { params: { path: { id } } }));
export const restoreAsset = (id: string) => answer(http.POST("/api/assets/{id}/restore", { params: { path: { id } } }));
/** The server's peaks are bytes. */
const LOUDEST = 255;

/** How loud a sound is over its length: numbers from 0 to 1. */
export const getPeaks = async (id: string) => {
  const peaks = await answer(http.GET("/api/assets/{id}/peaks", { params: { path: { id } } }));
  return peaks.map((peak) => peak / LOUDEST);
};

const assetPath = (id: string) => `/api/assets/${encodeURIComponent(id)}`;
/** With a name: the file to keep, under that name with the right ending. */
export const assetFile = (id: string, name?: string) =>
  `${assetPath(id)}/file${name === undefined ? "" : `?${new URLSearchParams({ name })}`}`;
export const assetPreview = (id: string, size: "tiny" | "card") => `${assetPath(id)}/preview?size=${size}`;

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

export const getCredits = () => answer(http.GET("/api/credits"));
/** Newest first; `before` is the id of the last one seen. */
export const listEntries = (before: string | null, limit: number) =>
  answer(
    http.GET("/api/credits/entries", { params: { query: { before: before === null ? null : Number(before), limit } } }),
  );
export const addCredits = (amount: string, key: string) => answer(http.POST("/api/credits", { body: { amount, key } }));

export const getLimits = () => answer(http.GET("/api/credits/limits"));
/** These are the limits then, and no others. */
export const putLimits = (limits: SpendingLimits) => answer(http.PUT("/api/credits/limits", { body: limits }));

/** All credits that were ever held, added up anew. */
export const getProof = () => answer(http.GET("/api/credits/proof"));
/** Newest first; `before` is the id of the last one seen. */
export const listHolds = (outcome: Outcome | null, before: string | null, limit: number) =>
  answer(
    http.GET("/api/credits/proof/holds", {
      params: { query: { outcome, before: before === null ? null : Number(before), limit } },
    }),
  );
