// The pages behind the door, each by its address.
import { useEffect, useState } from "react";
import type { Page } from "./address";
import { Canvas } from "./canvas/Canvas";
import { prepareWorker } from "./canvas/underlay/worker_start";
import { DocumentProvider, useOpening, useProblem } from "./document/context";
import { CanvasHeader } from "./header/CanvasHeader";
import { DeletedCanvas } from "./home/DeletedCanvas";
import {
  AssetsPage,
  CostsPage,
  CreditsPage,
  DeletedPage,
  GenerationsPage,
  HelpPage,
  HomePage,
  ProofPage,
  ReferencePage,
  SettingsPage,
} from "./later_pages";
import { watchCanvas } from "./live/events";
import { Notice } from "./session/Notice";
import { toast } from "./ui/Toasts";

export function PageAt({ page }: { page: Page }) {
  switch (page.name) {
    case "home":
      return <HomePage />;
    case "canvas":
      return <CanvasPage key={page.id} canvas={page.id} />;
    case "credits":
      return <CreditsPage />;
    case "costs":
      return <CostsPage />;
    case "generations":
      return <GenerationsPage />;
    case "proof":
      return <ProofPage />;
    case "settings":
      return <SettingsPage />;
    case "assets":
      return <AssetsPage />;
    case "deleted":
      return <DeletedPage />;
    case "help":
      return <HelpPage key={page.page} page={page.page} />;
    case "docs":
      return <ReferencePage />;
    case "nowhere":
      return <Nowhere title="There is nothing here" message="The address may be mistyped." />;
  }
}

function CanvasPage({ canvas }: { canvas: string }) {
  const [openings, setOpenings] = useState(0);
  const openAgain = () => setOpenings((count) => count + 1);
  useEffect(prepareWorker, []);
  useEffect(() => watchCanvas(canvas), [canvas]);
  return (
    <DocumentProvider
      key={openings}
      canvas={canvas}
      fallback={<div className="fixed inset-0 bg-ground" />}
      failed={(error) =>
        error.code === "canvas_deleted" ? (
          <DeletedCanvas canvas={canvas} title={String(error.details.title)} onRestored={openAgain} />
        ) : (
          <Nowhere title="This canvas did not open" message={error.message} />
        )
      }
      onNotice={({ connections, places }) => {
        for (const { message } of places ? [...connections, places] : connections) toast({ text: message });
      }}
    >
      <OpenCanvas onRestored={openAgain} />
    </DocumentProvider>
  );
}

function OpenCanvas({ onRestored }: { onRestored: () => void }) {
  const { id, title } = useOpening();
  const deleted = useProblem() === "deleted";
  if (deleted) return <DeletedCanvas canvas={id} title={title} onRestored={onRestored} />;
  return (
    <>
      <CanvasHeader />
      <Canvas />
    </>
  );
}

function Nowhere({ title, message }: { title: string; message: string }) {
  return (
    <Notice title={title}>
      <p>{message}</p>
      <p>
        <a href="/" className="font-medium text-accent-text hover:underline">
          All canvases
        </a>
      </p>
    </Notice>
  );
}
