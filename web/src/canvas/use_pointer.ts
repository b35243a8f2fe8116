// The pointer on the canvas: what a press begins, a double click opens, and what is pointed at.
import { type RefObject, useEffect } from "react";
import { offerFor } from "../commands/NodeMenu";
import type { Point } from "./geometry";
import type { Side } from "./gesture_state";
import { ConnectGesture } from "./gestures/connect";
import { follow } from "./gestures/gesture";
import { MarqueeGesture } from "./gestures/marquee";
import { MoveGesture } from "./gestures/move";
import type { Link } from "./scene";
import { cardUnder, isControl, isGround, isTyping, pointUnder } from "./targets";
import type { Workspace } from "./workspace";

/** Screen pixels around a connection that still select it. */
const LINK_REACH = 8;
/** Screen pixels from an end of a connection within which that end is taken. */
const END_REACH = 48;

export function usePointer(root: RefObject<HTMLElement | null>, workspace: Workspace): void {
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const press = (event: PointerEvent) => pressed(workspace, event);
    const hover = (event: PointerEvent) => hovered(workspace, event);
    const leave = () => {
      workspace.pointerAt = null;
      workspace.hover(null);
    };
    const open = (event: MouseEvent) => doubleClicked(workspace, event);
    const offer = (event: MouseEvent) => menuAsked(workspace, event);
    element.addEventListener("pointerdown", press);
    element.addEventListener("pointermove", hover);
    element.addEventListener("pointerleave", leave);
    element.addEventListener("dblclick", open);
    element.addEventListener("contextmenu", offer);
    return () => {
      element.removeEventListener("pointerdown", press);
      element.removeEventListener("pointermove", hover);
      element.removeEventListener("pointerleave", leave);
      element.removeEventListener("dblclick", open);
      element.removeEventListener("contextmenu", offer);
    };
  }, [root, workspace]);
}

function pressed(workspace: Workspace, event: PointerEvent): void {
  const { target } = event;
  if (event.button !== 0 || !event.isPrimary || !(target instanceof Element)) return;
  if (workspace.gestures.getState().panning) return;
  const point = pointUnder(target);
  if (point) connectFrom(workspace, point, event);
  else if (!isControl(target)) pressCanvas(workspace, target, event);
}

function pressCanvas(workspace: Workspace, target: Element, event: PointerEvent): void {
  const card = cardUnder(target);
  if (card === null && !isGround(target)) return;
  const client = { x: event.clientX, y: event.clientY };
  const node = card ?? workspace.scene.nodeAt(workspace.viewport.under(client)) ?? null;
  if (node !== null) pressNode(workspace, node, client, event);
  else pressGround(workspace, client, event);
}

function connectFrom(workspace: Workspace, point: HTMLElement, event: PointerEvent): void {
  const { node, point: side } = point.dataset;
  if (!node || !side) return;
  event.preventDefault();
  follow(new ConnectGesture(workspace, node, side as Side), event, workspace.viewport);
}

function pressNode(workspace: Workspace, node: string, client: Point, event: PointerEvent): void {
  if (event.shiftKey) {
    workspace.toggle(node);
    return;
  }
  if (event.pointerType === "touch") {
    tap(workspace, event, () => workspace.select(node));
    return;
  }
  if (!workspace.selected.has(node)) workspace.select(node);
  workspace.cards.mountNow(node);
  follow(new MoveGesture(workspace, node, client), event, workspace.viewport);
}

/** A finger pans and pinches, which React Flow does; only a tap is ours. */
function tap(workspace: Workspace, event: PointerEvent, act: () => void): void {
  const end = (_client: Point, moved: boolean) => {
    if (!moved) act();
  };
  follow({ move: () => undefined, end, cancel: () => undefined, followsEdge: false }, event, workspace.viewport);
}

function pressGround(workspace: Workspace, client: Point, event: PointerEvent): void {
  const { scene, viewport } = workspace;
  const at = viewport.under(client);
  const link = scene.linkAt(at, LINK_REACH / viewport.view.zoom);
  if (link) pressLink(workspace, link, at, event);
  else if (event.pointerType === "touch") tap(workspace, event, () => workspace.selectNothing());
  else drawBox(workspace, client, event);
}

/** Selects it; near an end, that end can be taken to another node. */
function pressLink(workspace: Workspace, link: Link, at: Point, event: PointerEvent): void {
  workspace.selectConnection(link.key);
  const end = endNear(workspace, link, at);
  if (end === "to") follow(new ConnectGesture(workspace, link.from, "output", link), event, workspace.viewport);
  if (end === "from") follow(new ConnectGesture(workspace, link.to, "input", link), event, workspace.viewport);
}

/** The end of a connection that is within reach of a point: the nearer one. */
function endNear({ scene, viewport }: Workspace, link: Link, at: Point): "from" | "to" | null {
  const curve = scene.curve(link);
  if (!curve) return null;
  const [from, to] = [curve[0], curve[3]].map((end) => Math.hypot(end.x - at.x, end.y - at.y)) as [number, number];
  if (Math.min(from, to) > END_REACH / viewport.view.zoom) return null;
  return to <= from ? "to" : "from";
}

function drawBox(workspace: Workspace, client: Point, event: PointerEvent): void {
  workspace.stopEditing();
  follow(new MarqueeGesture(workspace, client, event.shiftKey), event, workspace.viewport);
}

function hovered(workspace: Workspace, event: PointerEvent): void {
  workspace.pointerAt = { x: event.clientX, y: event.clientY };
  if (event.buttons !== 0 || !(event.target instanceof Element)) return;
  const { scene, viewport } = workspace;
  const card = cardUnder(event.target);
  const far = card === null && isGround(event.target) ? scene.nodeAt(viewport.under(workspace.pointerAt)) : null;
  workspace.hover(card ?? far ?? null);
}

function doubleClicked(workspace: Workspace, event: MouseEvent): void {
  if (!(event.target instanceof Element) || !isGround(event.target)) return;
  const client = { x: event.clientX, y: event.clientY };
  const at = workspace.viewport.under(client);
  if (workspace.scene.nodeAt(at) === undefined) workspace.openMenu({ client, at });
}

/** On a node what can be done with it, on the ground what can be added; a text that is edited keeps the browser's menu. */
function menuAsked(workspace: Workspace, event: MouseEvent): void {
  if (!(event.target instanceof Element) || isTyping(event.target)) return;
  const client = { x: event.clientX, y: event.clientY };
  const at = workspace.viewport.under(client);
  const card = cardUnder(event.target);
  if (card === null && !isGround(event.target)) return;
  event.preventDefault();
  const node = card ?? workspace.scene.nodeAt(at);
  if (node === undefined) workspace.openMenu({ client, at });
  else offerFor(workspace, node, client);
}
