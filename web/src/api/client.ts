// Every call to the server, by name. Errors come out as ApiError and nothing else.
import createClient from "openapi-fetch";
import { ApiError, errorFrom, networkError } from "./errors";
import type { paths } from "./schema";
import type { Asset, AssetQuery, Order } from "./types";

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
  answer(http.POST("/api/canvases", { body: { headwater: 1, title, nodes: [], connections: [] } }));
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

export const getPanel = (canvas: string, node: string, signal: AbortSignal | null = null) =>
  answer(http.GET("/api/canvases/{canvas}/nodes/{node}/panel", { params: { path: { canvas, node } }, signal }));

export const startGeneration = (canvas: string, node: string, order: Order) =>
  answer(
    http.POST("/api/canvases/{canvas}/nodes/{node}/generations", { params: { path: { canvas, node } }, body: order }),
  );
export const listGenerations = (query: { canvas?: string; node?: string; active?: boolean; limit?: number }) =>
  answer(http.GET("/api/generations", { params: { query } }));
export const cancelGeneration = (id: string) =>
  answer(http.POST("/api/generations/{id}/cancel", { params: { path: { id } } }));

export const listTakes = (canvas: string, node: string) =>
  answer(http.GET("/api/canvases/{canvas}/nodes/{node}/takes", { params: { path: { canvas, node } } }));
/** An uploaded asset becomes a take. Showing it is an edit of the document. */
export const addTake = (canvas: string, node: string, asset: string) =>
  answer(
    http.POST("/api/canvases/{canvas}/nodes/{node}/takes", { params: { path: { canvas, node } }, body: { asset } }),
  );

export const listModels = () => answer(http.GET("/api/models"));

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
export const assetFile = (id: string) => `${assetPath(id)}/file`;
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
