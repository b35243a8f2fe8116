// Which page is on screen: decided by the address, behind the session.
import { useEffect } from "react";
import { followLinks, pageAt, usePath } from "./address";

export function App() {
  const page = pageAt(usePath());
  useEffect(() => {
    document.addEventListener("click", followLinks);
    return () => document.removeEventListener("click", followLinks);
  }, []);
  return <main data-page={page.name} />;
}
