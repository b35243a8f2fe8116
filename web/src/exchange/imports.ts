// The import that is under way: one at a time, wherever it was begun.
import { create } from "zustand";
import { navigate } from "../address";
import { messageOf } from "../api/errors";
import { toast } from "../ui/Toasts";
import { importCanvas } from "./canvas_files";

export interface Import {
  name: string;
  /** How much has gone out, 0 to 1; at 1 the server is reading it. */
  done: number;
  cancel: () => void;
}

export const useImport = create<{ now: Import | null }>(() => ({ now: null }));

/** Imports the first of these files, and opens the new canvas. Says itself what went wrong. */
export async function importFiles(files: readonly File[]): Promise<void> {
  const [file, ...more] = files;
  if (!file) return;
  if (useImport.getState().now) return toast({ text: "One import at a time: the other is not done yet." });
  if (more.length > 0) return toast({ text: "Import one canvas file at a time.", failed: true });
  const stop = new AbortController();
  const tell = (done: number) => useImport.setState({ now: { name: file.name, done, cancel: () => stop.abort() } });
  tell(0);
  try {
    navigate(`/canvas/${encodeURIComponent(await importCanvas(file, tell, stop.signal))}`);
  } catch (error) {
    toast({ text: stop.signal.aborted ? "The import was cancelled." : messageOf(error), failed: !stop.signal.aborted });
  } finally {
    useImport.setState({ now: null });
  }
}
