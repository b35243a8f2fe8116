// The two bitmaps below the cards, moved by React Flow's viewport.
import { ViewportPortal } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { useTheme } from "../../ui/theme";
import { useWorkspace } from "../workspace_context";
import { UnderlayDriver } from "./driver";
import { readPalette } from "./palette";

export function Underlay() {
  return (
    <ViewportPortal>
      <Bitmaps />
    </ViewportPortal>
  );
}

/** Inside the portal, so that its canvases are there when it starts. */
function Bitmaps() {
  const workspace = useWorkspace();
  const base = useRef<HTMLCanvasElement>(null);
  const detail = useRef<HTMLCanvasElement>(null);
  const theme = useTheme((state) => state.theme);

  useEffect(() => {
    if (!base.current || !detail.current) return;
    const { document, scene, viewport } = workspace;
    const driver = new UnderlayDriver(document, scene, viewport, { base: base.current, detail: detail.current });
    const stop = driver.start(readPalette());
    workspace.underlay = driver;
    return () => {
      workspace.underlay = null;
      stop();
    };
  }, [workspace]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the tokens read here change with the theme
  useEffect(() => {
    workspace.underlay?.setPalette(readPalette());
  }, [workspace, theme]);

  return (
    <>
      <canvas ref={base} className="underlay -z-30" />
      <canvas ref={detail} className="underlay -z-20" />
    </>
  );
}
