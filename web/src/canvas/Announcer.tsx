// Where announcements are read out from.
import { useAnnouncement } from "./announcements";

export function Announcer() {
  const { text, count } = useAnnouncement();
  return (
    <div aria-live="polite" className="sr-only">
      <span key={count}>{text}</span>
    </div>
  );
}
