// The sheet under a selected node: what will be sent, with what, for how much.
export function Panel({ nodeId }: { nodeId: string }) {
  return <section aria-label="Generation panel" data-node={nodeId} />;
}
