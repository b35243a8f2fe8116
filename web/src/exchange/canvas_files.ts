// Canvas files by their names, and the way in for one of them. The server decides by what is inside.
import { ApiError, errorFrom } from "../api/errors";

/** What a file input offers. */
export const ACCEPTED = ".zip,.json,application/zip,application/json";

/** The media type under which a file is sent; null when its name is no canvas file's. */
export function canvasFileType(name: string): "application/zip" | "application/json" | null {
  const lower = name.toLowerCase();
  if (lower.endsWith(".zip")) return "application/zip";
  return lower.endsWith(".json") ? "application/json" : null;
}

/** Sends a canvas file and gives the new canvas's id, telling how much has gone out (0 to 1). */
export function importCanvas(file: File, onProgress: (done: number) => void, signal?: AbortSignal): Promise<string> {
  const type = canvasFileType(file.name);
  if (type === null) return Promise.reject(notACanvas(file.name));
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/canvases");
    request.setRequestHeader("Content-Type", type);
    request.responseType = "json";
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => {
      if (request.status === 201) resolve((request.response as { id: string }).id);
      else reject(errorFrom(request.response, request.status));
    };
    request.onerror = () =>
      reject(new ApiError("offline", "The file did not arrive: the server cannot be reached. Try again.", 0));
    request.onabort = () => reject(new ApiError("cancelled", "The import was cancelled.", 0));
    signal?.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

function notACanvas(name: string): ApiError {
  const words = `“${name}” is no canvas file. Choose a .headwater.zip or a .headwater.json.`;
  return new ApiError("not_a_canvas_file", words, 0);
}
