// The group whose name is being typed.
import { create } from "zustand";

export const useRenamingGroup = create<{ group: string | null }>(() => ({ group: null }));
