// Tells the style sheet the zoom, so that titles, points and rings keep their size on the screen without rendering.
import { type RefObject, useLayoutEffect } from "react";
import type { Workspace } from "./workspace";
import { ZoomSteps } from "./zoom_steps";

export function useZoomVariables(root: RefObject<HTMLElement | null>, { viewport }: Workspace): void {
  useLayoutEffect(() => {
    const steps = new ZoomSteps((zoom) => {
      // On the innermost element that needs them: everything inside is styled anew when they change.
      const cards = root.current?.querySelector<HTMLElement>(".react-flow__viewport");
      cards?.style.setProperty("--zoom", String(zoom));
      cards?.style.setProperty("--inverse", String(1 / zoom));
    });
    const apply = () => steps.follow(viewport.view.zoom);
    apply();
    const stop = viewport.subscribe(apply);
    return () => {
      stop();
      steps.stop();
    };
  }, [root, viewport]);
}
