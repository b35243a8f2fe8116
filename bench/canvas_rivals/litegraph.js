// litegraph, as ComfyUI has it: one canvas that draws everything in view anew, with the pictures as images.
import { LGraph, LGraphCanvas, LGraphNode, LiteGraph } from "@comfyorg/litegraph";
import "@comfyorg/litegraph/style.css";

/** Below this scale its own low quality, and the small picture. */
const FAR = 0.45;

class Picture extends LGraphNode {
  images = {};

  constructor(title) {
    super(title);
    this.addInput("in", "image");
    this.addOutput("out", "image");
  }

  onDrawForeground(context) {
    const size = this.graph.canvas_.ds.scale < FAR ? "tiny" : "card";
    const image = (this.images[size] ??= load(`/picture/${this.properties.asset}?size=${size}`, this.graph));
    if (image.complete && image.naturalWidth > 0) context.drawImage(image, 0, 0, this.size[0], this.size[1]);
  }
}

function load(source, graph) {
  const image = new Image();
  image.onload = () => graph.setDirtyCanvas(true, false);
  image.src = source;
  return image;
}

export async function open({ nodes, links }, root) {
  LiteGraph.registerNodeType("bench/picture", Picture);
  const element = document.createElement("canvas");
  [element.width, element.height] = [innerWidth, innerHeight];
  root.append(element);
  const graph = new LGraph();
  const canvas = new LGraphCanvas(element, graph, { autoresize: false });
  graph.canvas_ = canvas;
  canvas.low_quality_zoom_threshold = FAR;
  canvas.ds.min_scale = 0.01;
  const made = new Map(nodes.map((node) => [node[0], add(graph, node)]));
  for (const [from, to] of links) made.get(from).connect(0, made.get(to), 0);
  canvas.startRendering?.();
  return {
    look: ({ x, y, zoom }) => {
      canvas.ds.scale = zoom;
      canvas.ds.offset[0] = x / zoom;
      canvas.ds.offset[1] = y / zoom;
      canvas.setDirty(true, true);
    },
    // Each turn of the wheel is one step, however far it turns.
    pace: (octaves) => {
      canvas.zoom_speed = 2 ** octaves;
      return 100;
    },
    select: (ids) => canvas.selectItems(ids.map((id) => made.get(id))),
  };
}

function add(graph, [id, x, y, w, h, asset]) {
  const node = LiteGraph.createNode("bench/picture", id);
  node.pos = [x, y];
  node.size = [w, h];
  node.properties = { asset };
  graph.add(node);
  return node;
}
