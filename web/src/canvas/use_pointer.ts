// The pointer on the canvas: what a press begins, a double click opens, and what is pointed at.
import { type RefObject, useEffect } from "react";
import type { Point } from "./geometry";
import type { Side } from "./gesture_state";
import { ConnectGesture } from "./gestures/connect";
import { follow } from "./gestures/gesture";
import { MarqueeGesture } from "./gestures/marquee";
import { MoveGesture } from "./gestures/move";
import { cardUnder, isControl, isGround, pointUnder } from "./targets";
import type { Workspace } from "./workspace";

/** Screen pixels around a connection that still select it. */
const LINK_REACH = 8;

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
    element.addEventListener("pointerdown", press);
    element.addEventListener("pointermove", hover);
    element.addEventListener("pointerleave", leave);
    element.addEventListener("dblclick", open);
    return () => {
      element.removeEventListener("pointerdown", press);
      element.removeEventListener("pointermove", hover);
      element.removeEventListener("pointerleave", leave);
      element.removeEventListener("dblclick", open);
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
  const link = scene.linkAt(viewport.under(client), LINK_REACH / viewport.view.zoom);
  if (link) workspace.selectConnection(link.key);
  else if (event.pointerType === "touch") tap(workspace, event, () => workspace.selectNothing());
  else drawBox(workspace, client, event);
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
