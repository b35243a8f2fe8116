// The corner by which a text node is made larger.
import type { PointerEvent } from "react";
import { follow } from "../canvas/gestures/gesture";
import { ResizeGesture } from "../canvas/gestures/resize";
import { useWorkspace } from "../canvas/workspace_context";

export function ResizeHandle({ id }: { id: string }) {
  const workspace = useWorkspace();
  const press = (event: PointerEvent) => {
    event.stopPropagation();
    if (event.button === 0) follow(new ResizeGesture(workspace, id), event.nativeEvent, workspace.viewport);
  };
  return <div aria-hidden="true" className="resize-handle nodrag nopan" onPointerDown={press} />;
}
