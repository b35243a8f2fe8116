// One connection that stands out, coloured from kind to kind.
import { curvePath } from "./geometry";
import type { Link } from "./scene";
import { useWorkspace } from "./workspace_context";

export function LiveLink({ link, selected }: { link: Link; selected: boolean }) {
  const { scene } = useWorkspace();
  const curve = scene.curve(link);
  if (!curve) return null;
  const [start, , , end] = curve;
  const gradient = `link-${link.from}-${link.to}`;
  const path = curvePath(curve);
  return (
    <g>
      <linearGradient
        id={gradient}
        gradientUnits="userSpaceOnUse"
        x1={start.x}
        y1={start.y}
        x2={end.x}
        y2={end.y + 0.01}
      >
        <stop offset="0" stopColor={`var(--kind-${scene.kindOf(link.from)})`} />
        <stop offset="1" stopColor={`var(--kind-${scene.kindOf(link.to)})`} />
      </linearGradient>
      {selected && <path className="link opacity-35" d={path} stroke="var(--ring)" style={{ strokeWidth: 8 }} />}
      <path className="link" d={path} stroke={`url(#${gradient})`} style={{ strokeWidth: selected ? 3 : 2 }} />
    </g>
  );
}
