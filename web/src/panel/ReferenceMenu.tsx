// What can be done with one reference: see it large, go to its node, pick the frame, point to it, disconnect it.
import { AtSign, Film, Maximize2, Navigation, Unlink } from "lucide-react";
import type { PanelReference } from "../api/types";
import { useWorkspace } from "../canvas/workspace_context";
import { showFullScreen } from "../node/full_screen";
import { MenuAt, MenuHeading, MenuItem, MenuLine } from "../ui/Menu";
import { frameWords, pickOf } from "./reference_words";

interface Props {
  reference: PanelReference;
  /** Its picture in the strip, under which the menu opens and to which the focus comes back. */
  thumb: HTMLElement;
  onClose: () => void;
  onPoint: () => void;
  onPickFrame: () => void;
  onRemove: () => void;
}

export function ReferenceMenu({ reference, thumb, onClose, onPoint, onPickFrame, onRemove }: Props) {
  const workspace = useWorkspace();
  const { node, label, title, ready, unused, missing, frame } = reference;
  const { left, bottom } = thumb.getBoundingClientRect();
  return (
    <MenuAt at={{ x: left, y: bottom + 2 }} label={`${label}: ${title}`} onClose={onClose}>
      <MenuHeading>
        <span className="block max-w-64 truncate font-medium text-ink">{title}</span>
        {missing !== null && <span className="block max-w-64 text-ink-soft">{missing}</span>}
        {unused !== null && <span className="block max-w-64 text-warn">Not used: {unused}</span>}
      </MenuHeading>
      <MenuItem icon={<Maximize2 {...ICON} />} disabled={!ready} onSelect={() => showFullScreen(node, thumb)}>
        Show large
      </MenuItem>
      <MenuItem icon={<Navigation {...ICON} />} onSelect={() => workspace.goTo(node)}>
        Go there
      </MenuItem>
      {frame !== null && (
        <MenuItem icon={<Film {...ICON} />} hint={frameWords(pickOf(frame))} disabled={!ready} onSelect={onPickFrame}>
          Pick the frame…
        </MenuItem>
      )}
      <MenuItem icon={<AtSign {...ICON} />} hint={`@${label}`} onSelect={afterwards(onPoint)}>
        Point to it in the prompt
      </MenuItem>
      <MenuLine />
      <MenuItem icon={<Unlink {...ICON} />} hint="Del" onSelect={afterwards(onRemove)}>
        Disconnect
      </MenuItem>
    </MenuAt>
  );
}

/** Once the menu has closed and given the focus back: what is done takes it elsewhere. */
function afterwards(act: () => void): () => void {
  return () => requestAnimationFrame(act);
}

const ICON = { size: 16, strokeWidth: 1.5 };
