// React Flow with all of its own tricks: only what is in view, memoised nodes and edges, declared sizes and handles,
// a panel in the selected node only, and from afar a box with a small picture and straight edges.
import { BaseEdge, getBezierPath, getStraightPath, Handle, Position, ReactFlow, useStore } from "@xyflow/react";
import "@xyflow/react/dist/style.css";
import { memo } from "react";
import { createRoot } from "react-dom/client";

const FAR = 0.45;
const far = (state) => state.transform[2] < FAR;

const Card = memo(function Card({ id, data, selected }) {
  const isFar = useStore(far);
  const { w, h, asset } = data;
  const source = `/picture/${asset}?size=${isFar ? "tiny" : "card"}`;
  const style = { width: w, height: h, background: "#fff", borderRadius: isFar ? 0 : 12, overflow: "hidden" };
  return (
    <div style={style}>
      <Handle type="target" position={Position.Left} />
      <img src={source} alt="" draggable={false} decoding="async" style={{ width: "100%", height: "100%" }} />
      {!isFar && <span style={{ position: "absolute", top: -20, left: 0, fontSize: 12 }}>{id}</span>}
      {selected && !isFar && <textarea defaultValue={id} style={{ position: "absolute", top: h + 8, width: w - 8 }} />}
      <Handle type="source" position={Position.Right} />
    </div>
  );
});

const Line = memo(function Line(props) {
  const [path] = useStore(far) ? getStraightPath(props) : getBezierPath(props);
  return <BaseEdge id={props.id} path={path} interactionWidth={0} />;
});

const NODES = { card: Card };
const EDGES = { line: Line };

function nodeOf([id, x, y, w, h, asset]) {
  const handles = [
    { type: "target", position: Position.Left, x: -3, y: h / 2 - 3, width: 6, height: 6 },
    { type: "source", position: Position.Right, x: w - 3, y: h / 2 - 3, width: 6, height: 6 },
  ];
  const size = { width: w, height: h };
  return { id, type: "card", position: { x, y }, ...size, measured: size, handles, data: { w, h, asset } };
}

export function open({ nodes, links }, root) {
  return new Promise((ready) => {
    createRoot(root).render(
      <ReactFlow
        defaultNodes={nodes.map(nodeOf)}
        defaultEdges={links.map(([source, target]) => ({ id: `${source}>${target}`, type: "line", source, target }))}
        nodeTypes={NODES}
        edgeTypes={EDGES}
        onlyRenderVisibleElements
        elevateNodesOnSelect={false}
        nodesFocusable={false}
        edgesFocusable={false}
        minZoom={0.01}
        panOnDrag={[1]}
        selectionOnDrag
        proOptions={{ hideAttribution: true }}
        onInit={(flow) =>
          ready({
            look: (view) => flow.setViewport(view),
            // d3-zoom: 0.002 powers of two for each pixel.
            pace: () => 500,
            select: (ids) => flow.setNodes((held) => held.map((node) => ({ ...node, selected: ids.includes(node.id) }))),
          })
        }
      />,
    );
  });
}
