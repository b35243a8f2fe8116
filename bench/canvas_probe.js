// Injected into the measured pages: frames, what is drawn under the view, cards mounted, and edits on their way.
(() => {
  const number = (text) => Number.parseFloat(text);
  const probe = { frames: [], uncovered: 0, blurred: 0, looked: 0, measuring: false, bounds: null, presses: [], moves: [] };
  window.probe = probe;

  probe.view = () => {
    const style = document.querySelector(".react-flow__viewport")?.style.transform ?? "";
    const [x, y, zoom] = (style.match(/-?[\d.]+(e-?\d+)?/g) ?? []).map(Number);
    return { x, y, zoom };
  };

  const shown = () => {
    const { x, y, zoom } = probe.view();
    return { x: -x / zoom, y: -y / zoom, w: innerWidth / zoom, h: innerHeight / zoom };
  };

  // The colour of the empty canvas, as the screen shows it.
  probe.ground = () => {
    const context = new OffscreenCanvas(1, 1).getContext("2d");
    context.fillStyle = getComputedStyle(document.querySelector(".canvas")).backgroundColor;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  };

  const surfaces = () =>
    [...document.querySelectorAll("canvas.underlay")].map(({ style }) => {
      const [x, y] = (style.transform.match(/-?[\d.]+(e-?\d+)?/g) ?? []).map(Number);
      return { x, y, w: number(style.width), h: number(style.height), there: style.visibility === "visible" };
    });

  const common = (a, b) => {
    const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
    return { x, y, w: Math.min(a.x + a.w, b.x + b.w) - x, h: Math.min(a.y + a.h, b.y + b.h) - y };
  };

  const inside = (a, b, slack = 0.5) =>
    a.w <= 0 || a.h <= 0 ||
    (a.x >= b.x - slack && a.y >= b.y - slack && a.x + a.w <= b.x + b.w + slack && a.y + a.h <= b.y + b.h + slack);

  // The base holds the whole document and nothing beyond it; the detail holds the ground with its dots as well.
  const lookUnder = () => {
    const [base, detail] = surfaces();
    const view = shown();
    const sharp = detail?.there && inside(view, detail);
    probe.looked++;
    if (!sharp) probe.blurred++;
    if (!sharp && !(base?.there && inside(common(view, probe.bounds), base))) probe.uncovered++;
  };

  probe.start = (bounds) => {
    Object.assign(probe, { frames: [], uncovered: 0, blurred: 0, looked: 0, measuring: true, bounds });
    let last = null;
    const frame = (now) => {
      if (!probe.measuring) return;
      if (last !== null) probe.frames.push(now - last);
      last = now;
      if (probe.bounds) lookUnder();
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  };

  probe.stop = () => {
    probe.measuring = false;
    const { frames, uncovered, blurred, looked } = probe;
    return { frames, uncovered, blurred, looked };
  };

  // Milliseconds from the last movement until every node in view is a card; nodes as [id, x, y, w, h].
  probe.mounted = (nodes) =>
    new Promise((done) => {
      const from = performance.now();
      const view = shown();
      const wanted = nodes.filter(([, x, y, w, h]) => x < view.x + view.w && x + w > view.x && y < view.y + view.h && y + h > view.y);
      const look = () => {
        const now = performance.now() - from;
        const there = wanted.every(([id]) => document.querySelector(`[data-card="${id}"]`));
        if (there || now > 5000) done({ milliseconds: now, cards: wanted.length });
        else requestAnimationFrame(look);
      };
      look();
    });

  const wall = () => performance.timeOrigin + performance.now();

  // When a key was pressed here, and when a card moved here: by the clock that all tabs share.
  probe.watch = (id) => {
    window.addEventListener("keydown", () => probe.presses.push(wall()), { capture: true });
    const wrapper = document.querySelector(`[data-card="${id}"]`)?.closest(".react-flow__node");
    new MutationObserver(() => probe.moves.push(wall())).observe(wrapper, { attributeFilter: ["style"] });
  };

  // When the nodes are on screen from afar; without making the page lay itself out.
  const look = () => {
    const [, detail] = document.getElementsByClassName("underlay");
    if (detail?.style.visibility === "visible") probe.drawnAt = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);

  // Each update of the document from sending to acknowledgement (message 100: "your first n are committed").
  probe.acknowledged = [];
  const sent = new WeakMap();
  const send = WebSocket.prototype.send;
  const varint = (bytes, at) => {
    for (let value = 0, shift = 0; ; shift += 7) {
      value |= (bytes[at] & 127) << shift;
      if (bytes[at++] < 128) return value;
    }
  };
  const hear = (socket, data) => {
    if (!(data instanceof ArrayBuffer)) return;
    const bytes = new Uint8Array(data);
    if (bytes[0] !== 100) return;
    const times = sent.get(socket);
    for (let index = 0; index < Math.min(varint(bytes, 1), times.length); index++) {
      if (times[index] !== null) probe.acknowledged.push(performance.now() - times[index]);
      times[index] = null;
    }
  };
  WebSocket.prototype.send = function (data) {
    if (!sent.has(this)) {
      sent.set(this, []);
      this.addEventListener("message", (event) => hear(this, event.data));
    }
    const bytes = typeof data === "string" ? [] : new Uint8Array(data.buffer ?? data);
    if (bytes[0] === 0 && bytes[1] > 0) sent.get(this).push(performance.now());
    return send.call(this, data);
  };
})();
