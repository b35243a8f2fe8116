// A call as a command that can be copied into a terminal.
import type { Json } from "../api/types";
import type { Call } from "./description";

const LONG = 60;

/** With `TOKEN` from `headwater token`, and the names in the path as shell variables. */
export function curlOf({ method, path, requestBody }: Call, origin: string, body: Json | undefined): string {
  const address = origin + path.replace(/\{(\w+)\}/g, (_, name: string) => `$${name.toUpperCase()}`);
  const sends = method === "get" || (method === "post" && requestBody) ? "" : ` -X ${method.toUpperCase()}`;
  const parts = [`curl${sends} "${address}"`, `-H "Authorization: Bearer $TOKEN"`];
  if (requestBody?.content["multipart/form-data"]) parts.push('-F "file=@picture.png"');
  else if (body !== undefined) parts.push('-H "Content-Type: application/json"', `-d '${written(body)}'`);
  return parts.join(" \\\n  ");
}

export function written(value: Json): string {
  const short = JSON.stringify(value);
  const text = short.length <= LONG ? short : JSON.stringify(value, null, 2);
  return text.replaceAll("'", "'\\''");
}
