// Opens the measured document in the rival that the address names; `rival.ready` holds once it is there.
const document_ = await (await fetch("/document.json")).json();
const rival = new URLSearchParams(location.search).get("rival");
const { open } = rival === "litegraph" ? await import("./litegraph.js") : await import("./react_flow.jsx");

// `rival.look({x, y, zoom})` places the view: screen = canvas × zoom + (x, y).
window.rival = await open(document_, document.getElementById("root"));
