// What the others have selected: a thin ring in their colour with their name; and tells them what is selected here.
import { ViewportPortal } from "@xyflow/react";
import { useEffect } from "react";
import { useOthers, usePeople } from "../document/context";
import type { Person } from "../document/people";
import { useBox, useWorkspace } from "./workspace_context";

export function OthersSelections() {
  useTellSelection();
  const others = useOthers();
  return (
    <ViewportPortal>
      {others.flatMap((person) =>
        person.selected.map((node, at) => (
          <Ring key={`${person.id} ${node}`} node={node} person={person} named={at === 0} />
        )),
      )}
    </ViewportPortal>
  );
}

function Ring({ node, person: { name, colour }, named }: { node: string; person: Person; named: boolean }) {
  const box = useBox(node);
  if (!box) return null;
  return (
    <div
      className="others-ring"
      data-person={colour}
      data-others-ring={node}
      style={{ transform: `translate(${box.x}px, ${box.y}px)`, width: box.w, height: box.h }}
    >
      {named && <span className="others-name">{name}</span>}
    </div>
  );
}

function useTellSelection(): void {
  const people = usePeople();
  const { selection } = useWorkspace();
  useEffect(
    () =>
      selection.subscribe((now, before) => {
        if (now.nodes !== before.nodes) people.select(now.nodes);
      }),
    [people, selection],
  );
}
