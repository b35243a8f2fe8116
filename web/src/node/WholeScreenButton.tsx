// Hides the browser around what is shown in full screen, where the browser can do that.
import { Fullscreen, Shrink } from "lucide-react";
import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import { isTyping } from "../canvas/targets";
import { IconButton } from "../ui/IconButton";

/** The page itself takes the screen, so that tooltips and menus come along. */
export function WholeScreenButton() {
  const whole = useSyncExternalStore(subscribe, () => document.fullscreenElement !== null);
  const press = useEffectEvent((event: KeyboardEvent) => {
    const alone = !event.repeat && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    if (alone && event.key === "f" && !isTyping(event.target)) toggle();
  });
  useEffect(() => {
    document.addEventListener("keydown", press);
    return () => {
      document.removeEventListener("keydown", press);
      if (document.fullscreenElement) void document.exitFullscreen();
    };
  }, []);
  if (!document.fullscreenEnabled) return null;
  const Icon = whole ? Shrink : Fullscreen;
  return (
    <IconButton name={whole ? "Show the browser" : "Hide the browser"} keys="F" side="bottom" onClick={toggle}>
      <Icon size={16} strokeWidth={1.5} />
    </IconButton>
  );
}

/** A browser that refuses leaves everything as it is. */
function toggle(): void {
  const change = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  change.catch(() => undefined);
}

function subscribe(listener: () => void): () => void {
  document.addEventListener("fullscreenchange", listener);
  return () => document.removeEventListener("fullscreenchange", listener);
}
