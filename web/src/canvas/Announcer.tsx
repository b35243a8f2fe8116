// Where announcements are read out from: each as it is added.
import { useAnnouncements } from "./announcements";

export function Announcer() {
  const said = useAnnouncements((state) => state.said);
  return (
    <div role="log" aria-label="Announcements" aria-live="polite" aria-relevant="additions" className="sr-only">
      {said.map(({ text, number }) => (
        <p key={number}>{text}</p>
      ))}
    </div>
  );
}
