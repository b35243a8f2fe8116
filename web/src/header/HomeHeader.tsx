// The top of home: whose house this is, and what every page has.
import { useEffect } from "react";
import { Mark } from "../ui/Mark";
import { HeaderLinks } from "./HeaderLinks";
import { OfflineNote } from "./OfflineNote";

export function HomeHeader() {
  useEffect(() => {
    document.title = "Headwater";
  }, []);
  return (
    <header className="sticky top-0 z-10 bg-ground">
      <div className="mx-auto flex h-14 max-w-[88rem] items-center gap-1 px-4 sm:px-8">
        <span className="flex items-center gap-2.5 pr-3 font-semibold text-ink text-prose">
          <Mark size={22} />
          Headwater
        </span>
        <OfflineNote />
        <span className="flex-1" />
        <HeaderLinks />
      </div>
    </header>
  );
}
