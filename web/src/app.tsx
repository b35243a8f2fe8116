// Who is in, which page is on screen, and the live line that all pages share.
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { followLinks, pageAt, usePath } from "./address";
import { startLive } from "./live/events";
import { PageAt } from "./pages";
import { Door } from "./session/Door";

export function App() {
  const page = pageAt(usePath());
  useEffect(() => {
    document.addEventListener("click", followLinks);
    return () => document.removeEventListener("click", followLinks);
  }, []);
  return (
    <Door>
      <Live />
      <PageAt page={page} />
    </Door>
  );
}

function Live() {
  const queries = useQueryClient();
  useEffect(() => startLive(queries), [queries]);
  return null;
}
