// The menu on the canvas: adds a node where it was opened; from a point, only what may be connected with it.
import { useStore } from "zustand";
import { kindsFor } from "../document/connections";
import { KIND_NAMES, KINDS, type Kind, nodeName } from "../document/schema";
import { KindIcon } from "../ui/kinds";
import { MenuAt, MenuHeading, MenuItem, MenuLine } from "../ui/Menu";
import { toast } from "../ui/Toasts";
import type { OpenMenu } from "./menu_state";
import { outlineOrder } from "./outline_order";
import { focusPrompt } from "./prompt_focus";
import type { Workspace } from "./workspace";
import { useWorkspace } from "./workspace_context";

export function CanvasMenu() {
  const workspace = useWorkspace();
  const open = useStore(workspace.menus, (state) => state.open);
  return (
    <MenuAt
      at={open?.client ?? null}
      label={open?.connect ? "Connect" : "Add a node"}
      onClose={() => workspace.openMenu(null)}
    >
      {open && <Choices workspace={workspace} menu={open} />}
    </MenuAt>
  );
}

function Choices({ workspace, menu }: { workspace: Workspace; menu: OpenMenu }) {
  const existing = menu.existing ? connectable(workspace, menu) : [];
  return (
    <>
      {existing.length > 0 && (
        <MenuHeading>{menu.connect?.side === "output" ? "Connect to" : "Connect from"}</MenuHeading>
      )}
      {existing.map((id) => (
        <ExistingItem key={id} workspace={workspace} menu={menu} id={id} />
      ))}
      {existing.length > 0 && <MenuLine />}
      <MenuHeading>{menu.connect ? "New, connected" : "Add"}</MenuHeading>
      {offeredKinds(workspace, menu).map((kind) => (
        <MenuItem
          key={kind}
          icon={<KindIcon kind={kind} />}
          hint={menu.connect ? "" : KIND_NAMES[kind].charAt(0)}
          onSelect={() => addFrom(workspace, menu, kind)}
        >
          {KIND_NAMES[kind]}
        </MenuItem>
      ))}
    </>
  );
}

function ExistingItem({ workspace, menu, id }: { workspace: Workspace; menu: OpenMenu; id: string }) {
  const node = workspace.document.get(id);
  if (!node) return null;
  return (
    <MenuItem icon={<KindIcon kind={node.kind} />} onSelect={() => connectWith(workspace, menu, id)}>
      <span className="sr-only">{nodeName(node)}</span>
      <span aria-hidden="true">{node.title}</span>
    </MenuItem>
  );
}

/** The nodes this point may be connected with, in the outline's order. */
function connectable({ document }: Workspace, { connect }: OpenMenu): string[] {
  if (!connect) return [];
  const { node, side } = connect;
  return outlineOrder(document.all())
    .map(({ id }) => id)
    .filter((id) => !(side === "output" ? document.refusal(node, id) : document.refusal(id, node)));
}

function offeredKinds({ document }: Workspace, { connect }: OpenMenu): readonly Kind[] {
  const kind = connect && document.kindOf(connect.node);
  if (!connect || !kind) return KINDS;
  return kindsFor(document.table, kind, connect.side === "output" ? "from" : "to");
}

/** Whoever opened a menu for it means to write: the caret is in its prompt, so that no letter is taken for a key. */
function addFrom(workspace: Workspace, { at, connect }: OpenMenu, kind: Kind): void {
  if (!connect) workspace.add({ kind }, at);
  else if (connect.side === "output") workspace.add({ kind, connectFrom: connect.node }, at, "input");
  else workspace.add({ kind, connectTo: connect.node }, at, "output");
  focusPrompt();
}

function connectWith(workspace: Workspace, { connect }: OpenMenu, id: string): void {
  if (!connect) return;
  const refused = connect.side === "output" ? workspace.connect(connect.node, id) : workspace.connect(id, connect.node);
  if (refused) toast({ text: refused, failed: true });
}
