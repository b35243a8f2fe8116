// Which plan is open: over which nodes, and how. A plan is only looked at; nothing of it is kept.
import { create } from "zustand";
import type { Scope } from "../api/types";

interface Open {
  /** Null: none. */
  scope: Scope | null;
  /** How the scope is called, such as "Everything from “Script” on". */
  title: string;
}

export const useOpenPlan = create<Open>(() => ({ scope: null, title: "" }));

export function openPlan(scope: Pick<Scope, "which" | "nodes"> & Partial<Scope>, title: string): void {
  useOpenPlan.setState({ scope: { again: false, rehearsal: false, ...scope }, title });
}

export function changePlan(change: Partial<Scope>): void {
  useOpenPlan.setState(({ scope }) => ({ scope: scope && { ...scope, ...change } }));
}

export function closePlan(): void {
  useOpenPlan.setState({ scope: null });
}
