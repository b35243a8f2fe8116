// The tiny previews of assets, fetched a few at a time and kept while there is room.

const AT_ONCE = 6;
const MOST_KEPT = 6000;
/** Arrivals are told together, so that a hundred previews do not make a hundred redraws. */
const TELL_AFTER_MS = 120;

export class Previews {
  private readonly kept = new Map<string, ImageBitmap | "loading" | "missing">();
  private readonly waiting: string[] = [];
  private loading = 0;
  private telling = false;

  constructor(private readonly arrived: () => void) {}

  /** Undefined when it is not here yet; it is then on its way. */
  get(asset: string): ImageBitmap | undefined {
    const found = this.kept.get(asset);
    if (found === undefined) this.ask(asset);
    return found instanceof ImageBitmap ? found : undefined;
  }

  /** Undefined when it is not here; it is not fetched either. */
  held(asset: string): ImageBitmap | undefined {
    const found = this.kept.get(asset);
    return found instanceof ImageBitmap ? found : undefined;
  }

  private ask(asset: string): void {
    this.kept.set(asset, "loading");
    this.waiting.push(asset);
    this.next();
  }

  private next(): void {
    while (this.loading < AT_ONCE) {
      const asset = this.waiting.pop();
      if (asset === undefined) return;
      this.loading++;
      void this.load(asset);
    }
  }

  private async load(asset: string): Promise<void> {
    const bitmap = await fetchPreview(asset);
    this.loading--;
    this.kept.set(asset, bitmap ?? "missing");
    this.makeRoom();
    if (bitmap) this.tellSoon();
    this.next();
  }

  private makeRoom(): void {
    const [oldest] = this.kept.keys();
    if (this.kept.size <= MOST_KEPT || oldest === undefined) return;
    const gone = this.kept.get(oldest);
    if (gone instanceof ImageBitmap) gone.close();
    this.kept.delete(oldest);
  }

  private tellSoon(): void {
    if (this.telling) return;
    this.telling = true;
    setTimeout(() => {
      this.telling = false;
      this.arrived();
    }, TELL_AFTER_MS);
  }
}

async function fetchPreview(asset: string): Promise<ImageBitmap | null> {
  try {
    const response = await fetch(`/api/assets/${encodeURIComponent(asset)}/preview?size=tiny`);
    return response.ok ? await createImageBitmap(await response.blob()) : null;
  } catch {
    return null;
  }
}
