// The connections of one node as a list: the way by key to what a press on a line does.
import { connectionKey } from "../document/schema";
import { KindIcon } from "../ui/kinds";
import type { Item, Section } from "../ui/ListAt";
import { say } from "./announcements";
import { boundsOf } from "./geometry";
import type { Workspace } from "./workspace";

export function connectionSections(workspace: Workspace, node: string): Section[] {
  const { document } = workspace;
  return [
    { value: "Arrives", items: document.incoming(node).flatMap(({ from }) => item(workspace, from, from, node)) },
    { value: "Goes on", items: document.outgoing(node).flatMap(({ to }) => item(workspace, to, node, to)) },
  ];
}

function item(workspace: Workspace, other: string, from: string, to: string): Item[] {
  const node = workspace.document.get(other);
  if (node === undefined) return [];
  const label = `${from === other ? "From" : "To"} ${workspace.nameOf(other)}`;
  const icon = <KindIcon kind={node.kind} />;
  return [{ id: other, name: node.title, label, icon, onSelect: () => select(workspace, from, to) }];
}

function select(workspace: Workspace, from: string, to: string): void {
  const both = boundsOf(workspace.boxesOf([from, to]));
  if (both) workspace.viewport.reveal(both);
  workspace.selectConnection(connectionKey(from, to));
  say(`The connection from ${workspace.nameOf(from)} to ${workspace.nameOf(to)} is selected. Delete takes it away.`);
}
