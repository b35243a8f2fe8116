// The canvas: React Flow for the view and the cards in it, bitmaps for the rest, and what floats above.
import { ReactFlow, ReactFlowProvider, useStoreApi } from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import { useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { FindDialog } from "../commands/FindDialog";
import { NodeMenu } from "../commands/NodeMenu";
import { SelectionTools } from "../commands/SelectionTools";
import { ShortcutsDialog } from "../commands/ShortcutsDialog";
import { useDocument, useOpening } from "../document/context";
import { Card } from "../node/Card";
import { FullScreen } from "../node/FullScreen";
import { PlanDialog } from "../runs/PlanDialog";
import { RunBar } from "../runs/RunBar";
import { useMarks } from "../runs/use_outdated";
import { Announcer } from "./Announcer";
import { CanvasMenu } from "./CanvasMenu";
import { ConnectHint } from "./ConnectHint";
import "./canvas.css";
import { EmptyCanvas } from "./EmptyCanvas";
import { GroupLayer } from "./GroupLayer";
import { LARGEST_ZOOM, SMALLEST_ZOOM } from "./geometry";
import { LiveLinks } from "./LiveLinks";
import { Marquee } from "./Marquee";
import { Navigation } from "./Navigation";
import { OthersSelections } from "./OthersSelections";
import { openingView } from "./opening_view";
import "./people.css";
import { RemoveLink } from "./RemoveLink";
import { SheetPlace } from "./SheetPlace";
import { SnapLines } from "./SnapLines";
import { Toolbar } from "./Toolbar";
import { Underlay } from "./underlay/Underlay";
import { useArrival } from "./use_arrival";
import { useClipboard } from "./use_clipboard";
import { useDone } from "./use_done";
import { useDrops } from "./use_drops";
import { useKeptFocus } from "./use_kept_focus";
import { useKeyboard } from "./use_keyboard";
import { usePlace } from "./use_place";
import { usePointer } from "./use_pointer";
import { useRestOfCode } from "./use_rest_of_code";
import { useSelectedCount } from "./use_selected_count";
import { useWheel } from "./use_wheel";
import { useZoomVariables } from "./use_zoom_variables";
import { Viewport } from "./viewport";
import { Workspace } from "./workspace";
import { useGesture, useWorkspace, WorkspaceContext } from "./workspace_context";

export function Canvas() {
  return (
    <ReactFlowProvider>
      <CanvasWorkspace />
    </ReactFlowProvider>
  );
}

function CanvasWorkspace() {
  const document = useDocument();
  const store = useStoreApi();
  const workspace = useMemo(() => new Workspace(document, new Viewport(store)), [document, store]);
  useEffect(() => workspace.start(), [workspace]);
  return (
    <WorkspaceContext value={workspace}>
      <Surface />
    </WorkspaceContext>
  );
}

function Surface() {
  const root = useRef<HTMLDivElement>(null);
  const workspace = useWorkspace();
  const { id } = useOpening();
  const panning = useGesture((state) => state.panning);
  const connecting = useGesture((state) => state.connecting?.side);
  const moving = useGesture((state) => state.moving);
  usePointer(root, workspace);
  useWheel(workspace);
  useDrops(root, workspace);
  useZoomVariables(root, workspace);
  useKeyboard(workspace);
  useKeptFocus(root, workspace);
  useClipboard(workspace);
  usePlace(id, workspace.viewport);
  useDone();
  useSelectedCount(workspace);
  useMarks();
  useArrival(workspace);
  useRestOfCode();
  return (
    <div
      ref={root}
      className="canvas fixed inset-0 select-none overflow-hidden bg-ground"
      data-panning={panning || undefined}
      data-moving={moving || undefined}
      data-connecting={connecting}
    >
      <Flow panning={panning} />
      <EmptyCanvas />
      <SheetPlace />
      <Toolbar />
      <Navigation />
      <CanvasMenu />
      <NodeMenu />
      <SelectionTools />
      <FindDialog />
      <ShortcutsDialog />
      <PlanDialog />
      <RunBar />
      <ConnectHint />
      <FullScreen />
      <Announcer />
    </div>
  );
}

const NODE_TYPES = { card: Card };
const NO_EDGES: never[] = [];
const MIDDLE_BUTTON = [1];
const LEFT_TOO = [0, 1];

function Flow({ panning }: { panning: boolean }) {
  const { cards, document } = useWorkspace();
  const { place } = useOpening();
  const nodes = useSyncExternalStore(cards.subscribe, () => cards.nodes);
  const opening = useMemo(() => openingView(place, document), [place, document]);
  return (
    <ReactFlow
      aria-label="Canvas"
      tabIndex={0}
      nodes={nodes}
      edges={NO_EDGES}
      nodeTypes={NODE_TYPES}
      defaultViewport={opening}
      minZoom={SMALLEST_ZOOM}
      maxZoom={LARGEST_ZOOM}
      panOnDrag={panning ? LEFT_TOO : MIDDLE_BUTTON}
      panOnScroll
      panOnScrollSpeed={1}
      zoomOnScroll={false}
      zoomOnDoubleClick={false}
      nodesDraggable={false}
      nodesConnectable={false}
      nodesFocusable={false}
      edgesFocusable={false}
      elementsSelectable={false}
      elevateNodesOnSelect={false}
      disableKeyboardA11y
      deleteKeyCode={null}
      selectionKeyCode={null}
      multiSelectionKeyCode={null}
      panActivationKeyCode={null}
      zoomActivationKeyCode={null}
      proOptions={{ hideAttribution: true }}
    >
      <GroupLayer />
      <Underlay />
      <LiveLinks />
      <RemoveLink />
      <Marquee />
      <SnapLines />
      <OthersSelections />
    </ReactFlow>
  );
}
