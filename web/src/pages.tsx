// The pages behind the door, each by its address.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { navigate, type Page } from "./address";
import { createCanvas, listCanvases } from "./api/client";
import { AssetsPage } from "./assets/AssetsPage";
import { Canvas } from "./canvas/Canvas";
import { CreditsPage } from "./credits/CreditsPage";
import { DocumentProvider } from "./document/context";
import { CanvasHeader } from "./header/CanvasHeader";
import { watchCanvas } from "./live/events";
import { Notice } from "./session/Notice";
import { toast } from "./ui/Toasts";

export function PageAt({ page }: { page: Page }) {
  switch (page.name) {
    case "home":
      return <NewestCanvas />;
    case "canvas":
      return <CanvasPage key={page.id} canvas={page.id} />;
    case "credits":
      return <CreditsPage />;
    case "assets":
      return <AssetsPage />;
    case "nowhere":
      return <Nowhere title="There is nothing here" message="The address may be mistyped." />;
  }
}

function CanvasPage({ canvas }: { canvas: string }) {
  useEffect(() => watchCanvas(canvas), [canvas]);
  return (
    <DocumentProvider
      canvas={canvas}
      fallback={<div className="fixed inset-0 bg-ground" />}
      failed={(error) => <Nowhere title="This canvas did not open" message={error.message} />}
      onNotice={({ connections }) => {
        for (const { message } of connections) toast({ text: message });
      }}
    >
      <CanvasHeader />
      <Canvas />
    </DocumentProvider>
  );
}

/** The newest canvas; the first one is made. */
async function newestCanvas(): Promise<string> {
  const [newest] = (await listCanvases()).sort((one, other) => other.updated - one.updated);
  return (newest ?? (await createCanvas())).id;
}

function NewestCanvas() {
  const queries = useQueryClient();
  const { data, error } = useQuery({ queryKey: ["newest"], queryFn: newestCanvas, gcTime: 0, staleTime: 0 });
  useEffect(() => {
    if (data) navigate(`/canvas/${encodeURIComponent(data)}`, { replace: true });
  }, [data]);
  if (error)
    return <Nowhere title="No canvas opened" message={error.message} onRetry={() => void queries.resetQueries()} />;
  return null;
}

function Nowhere({ title, message, onRetry }: { title: string; message: string; onRetry?: () => void }) {
  return (
    <Notice title={title}>
      <p>{message}</p>
      <p>
        <a href="/" onClick={onRetry} className="font-medium text-accent-text hover:underline">
          Go to your newest canvas
        </a>
      </p>
    </Notice>
  );
}
