// A part of the page whose code comes when it is needed, or before: once it is here it is drawn at once, as if it always had been.
import { type ComponentType, type ReactNode, useEffect, useState } from "react";

const AGAIN_MS = 2000;

export interface Later<P> {
  (props: P): ReactNode;
  /** Fetches the code, so that it is here when it is needed. */
  fetch: () => Promise<void>;
}

/** `Meanwhile` takes its place, at its size, while the code is on its way. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>, Meanwhile: ComponentType<P>): Later<P> {
  let There: ComponentType<P> | null = null;
  let coming: Promise<void> | null = null;

  const bring = async (): Promise<void> => {
    try {
      There = await load();
    } catch {
      // The server is away for the moment.
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      await bring();
    }
  };
  const fetch = () => {
    coming ??= bring();
    return coming;
  };

  function Shown(props: P): ReactNode {
    const [, setHere] = useState(There !== null);
    useEffect(() => {
      let gone = false;
      void fetch().then(() => gone || setHere(true));
      return () => {
        gone = true;
      };
    }, []);
    return There ? <There {...props} /> : <Meanwhile {...props} />;
  }
  return Object.assign(Shown, { fetch });
}
