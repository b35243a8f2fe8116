// Writes the documents that must always open, with the library that browsers write them with:
//     node tests/golden/make.mjs
// A document of each version that was ever released stays; run this only to add one.
import { writeFileSync } from "node:fs";
import * as Y from "../../web/node_modules/yjs/dist/yjs.mjs";

const VERSION = 1;

/** The updates of a document, each after its length as an unsigned little-endian 32-bit number. */
function written(updates) {
  const parts = updates.flatMap((update) => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(update.length);
    return [length, Buffer.from(update)];
  });
  return Buffer.concat(parts);
}

function logged(edit) {
  const doc = new Y.Doc();
  doc.clientID = 1;
  const updates = [];
  doc.on("update", (update) => updates.push(update));
  edit(doc);
  return updates;
}

function node(doc, id, fields) {
  const { prompt = "", text, settings = {}, ...plain } = fields;
  const map = new Y.Map(Object.entries(plain));
  doc.transact(() => {
    doc.getMap("nodes").set(id, map);
    map.set("prompt", new Y.Text(prompt));
    map.set("settings", new Y.Map(Object.entries(settings)));
    if (text !== undefined) map.set("text", new Y.Text(text));
  });
  return map;
}

function canvas(doc) {
  doc.getMap("meta").set("version", VERSION);
  node(doc, "script", {
    kind: "text",
    x: 0,
    y: 0,
    w: 320,
    h: 240,
    title: "Script",
    prompt: "Write a scene",
    text: "# Dawn\n\nA harbour 🌊.",
  });
  const photo = node(doc, "photo", {
    kind: "image",
    x: 420,
    y: -80.5,
    title: "Image 1",
    prompt: "⟦script⟧ in fog ⟦⟦35 mm]",
    mode: "create",
    model: "builtin/painter",
    settings: { aspect: "16:9", seed: 42 },
  });
  const clip = node(doc, "clip", {
    kind: "video",
    x: 840,
    y: 0,
    title: "Video 1",
    prompt: "Slow pan",
    settings: { seconds: 4.5, loop: true },
  });
  node(doc, "voice", { kind: "audio", x: 420, y: 300, title: "Audio 1" });
  node(doc, "gone", { kind: "image", x: 1, y: 1, title: "Image 2" });
  for (const [key, value] of [
    ["script>photo", { order: "a0", aside: true }],
    ["photo>clip", { order: "a1" }],
    ["script>clip", { order: "a0" }],
    ["voice>clip", { order: "a2" }],
    ["gone>clip", { order: "a3" }],
  ])
    doc.getMap("connections").set(key, value);
  photo.set("shown", { take: "t1", asset: "as1", mime: "image/png", width: 1024, height: 576 });
  clip.set("shown", { take: "t2", asset: "as2", mime: "video/mp4", width: 1280, height: 720, seconds: 4.5 });
  photo.get("prompt").insert(0, "Wide: ");
  photo.set("x", 430);
  doc.transact(() => {
    doc.getMap("nodes").delete("gone");
    doc.getMap("connections").delete("gone>clip");
  });
}

/** A prompt in which an edit replaced half of a character, as an editor that compares by code unit does. */
function surrogates(doc) {
  doc.getMap("meta").set("version", VERSION);
  const prompt = node(doc, "n1", { kind: "image", x: 0, y: 0, title: "Image 1", prompt: "a😀b" }).get("prompt");
  doc.transact(() => {
    prompt.delete(2, 1);
    prompt.insert(2, "\ude01");
  });
  prompt.insert(prompt.length, " end");
}

function read(...updates) {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc.getMap("nodes").get("n1").get("prompt").toString();
}

const file = (name, bytes) => writeFileSync(new URL(name, import.meta.url), bytes);
file(`canvas-${VERSION}.bin`, written(logged(canvas)));

// `merged.bin` is what a browser that opens the document has to be sent: merged, it reads as the updates one by one do.
const halves = logged(surrogates);
const merged = Y.mergeUpdates(halves);
if (read(merged) !== read(...halves)) throw new Error(`${read(...halves)} became ${read(merged)}`);
file("split-surrogate.bin", written(halves));
file("split-surrogate.merged.bin", merged);
