// The address bar as state: which page, and how to go to another without loading everything again.
import { useSyncExternalStore } from "react";

export type Page =
  | { name: "home" }
  | { name: "canvas"; id: string }
  | { name: "credits" }
  | { name: "costs" }
  | { name: "generations" }
  | { name: "proof" }
  | { name: "settings" }
  | { name: "assets" }
  | { name: "deleted" }
  | { name: "help"; page: string }
  | { name: "docs" }
  | { name: "nowhere" };

/** Which page a path names. */
export function pageAt(path: string): Page {
  const [first, second, ...more] = path.split("/").filter(Boolean);
  if (first === undefined) return { name: "home" };
  if (first === "canvas" && second !== undefined && more.length === 0)
    return { name: "canvas", id: decodeURIComponent(second) };
  if (first === "help" && more.length === 0) return { name: "help", page: second ?? "" };
  if (first === "credits" && second === "proof" && more.length === 0) return { name: "proof" };
  if (isPlain(first) && second === undefined) return { name: first };
  return { name: "nowhere" };
}

const PLAIN = ["credits", "costs", "generations", "settings", "assets", "deleted", "docs"] as const;

function isPlain(name: string): name is (typeof PLAIN)[number] {
  return (PLAIN as readonly string[]).includes(name);
}

const MOVED = "headwater:moved";

export function navigate(path: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, "", path);
  else {
    history.pushState(null, "", path);
    window.scrollTo(0, 0);
  }
  window.dispatchEvent(new Event(MOVED));
}

function subscribe(changed: () => void): () => void {
  window.addEventListener("popstate", changed);
  window.addEventListener(MOVED, changed);
  return () => {
    window.removeEventListener("popstate", changed);
    window.removeEventListener(MOVED, changed);
  };
}

export function usePath(): string {
  return useSyncExternalStore(subscribe, () => location.pathname);
}

/** What follows the path: "?kind=image". */
export function useSearch(): string {
  return useSyncExternalStore(subscribe, () => location.search);
}

/** What follows "#", without it. */
export function useHash(): string {
  return useSyncExternalStore(subscribe, () => decodeURIComponent(location.hash.slice(1)));
}

/** Turns a plain click on a link of ours into a change of page; with a key held the browser does what it always does. */
export function followLinks(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (!link || !plain || event.defaultPrevented || link.target || link.hasAttribute("download")) return;
  if (link.origin !== location.origin || pageAt(link.pathname).name === "nowhere") return;
  // Within a page the browser knows best.
  if (link.hash && link.pathname === location.pathname) return;
  event.preventDefault();
  navigate(link.pathname + link.search + link.hash);
}
