// Looking closely at a picture: how large it is drawn, and which part of it is in sight. Pure.

export interface Size {
  w: number;
  h: number;
}

/** `scale`: CSS pixels for one pixel of the picture. `x`, `y`: the picture's middle from the stage's, in CSS pixels. */
export interface Look {
  scale: number;
  x: number;
  y: number;
}

/** Of the pixels that a screen has. */
const CLOSEST = 16;

/** All of the picture, never larger than its own pixels. `density`: pixels of the screen for one CSS pixel. */
export function whole(picture: Size, stage: Size, density: number): Look {
  const scale = Math.min(stage.w / picture.w, stage.h / picture.h, 1 / density);
  return { scale, x: 0, y: 0 };
}

/** Closer or farther, with what lies under `at` (from the stage's middle) staying there. */
export function zoomed(look: Look, scale: number, at: { x: number; y: number }): Look {
  const by = scale / look.scale;
  return { scale, x: at.x - (at.x - look.x) * by, y: at.y - (at.y - look.y) * by };
}

/** Neither farther than `farthest` nor closer than anybody looks. */
export function limited(scale: number, farthest: number, density: number): number {
  return Math.min(Math.max(farthest, CLOSEST / density), Math.max(farthest, scale));
}

/** The same within what a stage of this size allows, and no edge pulled into the stage that could lie at its own. */
export function kept(look: Look, picture: Size, stage: Size, density: number): Look {
  const scale = limited(look.scale, whole(picture, stage, density).scale, density);
  const { x, y } = scale === look.scale ? look : zoomed(look, scale, { x: 0, y: 0 });
  return { scale, x: held(x, picture.w * scale, stage.w), y: held(y, picture.h * scale, stage.h) };
}

/** In percent: 100 is one pixel of the picture on one of the screen. */
export function percent({ scale }: Look, density: number): number {
  return Math.round(scale * density * 100);
}

function held(offset: number, length: number, room: number): number {
  const most = Math.max(0, (length - room) / 2);
  return most === 0 ? 0 : Math.min(most, Math.max(-most, offset));
}
