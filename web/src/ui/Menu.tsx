// A list of things to do: under its button, or where the pointer is.
import { Menu as Base } from "@base-ui/react/menu";
import { type ReactElement, type ReactNode, useMemo } from "react";
import { classes } from "./classes";

/** A point of the window in CSS pixels (clientX, clientY). */
export interface Point {
  x: number;
  y: number;
}

function MenuPopup({ label, children }: { label?: string | undefined; children: ReactNode }) {
  return (
    <Base.Popup
      aria-label={label}
      className="popup max-h-(--available-height) min-w-44 overflow-y-auto rounded-[10px] bg-sheet p-1 shadow-float outline-none"
    >
      {children}
    </Base.Popup>
  );
}

type Align = "start" | "center" | "end";

/** Opens under `trigger`, a button. */
export function Menu({
  trigger,
  align = "start",
  children,
}: {
  trigger: ReactElement;
  align?: Align;
  children: ReactNode;
}) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={6} className="z-40 outline-none">
          <MenuPopup>{children}</MenuPopup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** Open while `at` is a point; `onClose` is called when it should go. */
export function MenuAt({
  at,
  label,
  onClose,
  children,
}: {
  at: Point | null;
  label: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const anchor = useMemo(() => {
    const rect = new DOMRect(at?.x ?? 0, at?.y ?? 0, 0, 0);
    return { getBoundingClientRect: () => rect };
  }, [at?.x, at?.y]);
  return (
    <Base.Root open={at !== null} onOpenChange={(open) => open || onClose()}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} align="start" sideOffset={2} className="z-40 outline-none">
          <MenuPopup label={label}>{children}</MenuPopup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export interface MenuItemProps {
  icon?: ReactNode;
  /** Keys that do the same, or a few words, at the right. */
  hint?: string;
  disabled?: boolean;
  danger?: boolean;
  onSelect: () => void;
  children: ReactNode;
}

export function MenuItem({
  icon,
  hint,
  disabled = false,
  danger = false,

  onSelect,
  children,
}: MenuItemProps) {
  return (
    <Base.Item
      disabled={disabled}
      onClick={onSelect}
      className={classes(
        "flex h-8 select-none items-center gap-2.5 rounded-[6px] px-2 text-ui outline-none",
        "data-highlighted:bg-hover data-disabled:text-ink-faint",
        danger ? "text-fail data-highlighted:bg-fail-wash" : "text-ink",
      )}
    >
      {icon && <span className="flex size-4 items-center justify-center text-ink-faint">{icon}</span>}
      <span className="flex-1">{children}</span>
      {hint && <span className="pl-6 text-ink-faint text-label">{hint}</span>}
    </Base.Item>
  );
}

/** One of several, of which the picked one carries a mark. */
export function MenuChoices<T extends string>({
  value,
  choices,
  onPick,
}: {
  value: T;
  choices: { value: T; label: string; icon?: ReactNode }[];
  onPick: (value: T) => void;
}) {
  return (
    <Base.RadioGroup value={value} onValueChange={onPick}>
      {choices.map((choice) => (
        <Base.RadioItem
          key={choice.value}
          value={choice.value}
          closeOnClick
          className="flex h-8 select-none items-center gap-2.5 rounded-[6px] px-2 text-ui outline-none data-highlighted:bg-hover"
        >
          <span className="flex size-4 items-center justify-center text-ink-faint">{choice.icon}</span>
          <span className="flex-1">{choice.label}</span>
          <Base.RadioItemIndicator className="size-1.5 rounded-full bg-accent" />
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

export function MenuLine() {
  return <Base.Separator className="mx-1 my-1 h-px bg-line" />;
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return <div className="px-2 pt-1.5 pb-1 text-ink-faint text-label">{children}</div>;
}
