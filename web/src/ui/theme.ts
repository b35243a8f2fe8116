// Light or dark: follows the system until a person chooses, and always stands on <html data-theme>.
import { create } from "zustand";

export type ThemeChoice = "system" | "light" | "dark";
export type Theme = "light" | "dark";

const KEY = "headwater.theme";
const system = () => window.matchMedia("(prefers-color-scheme: dark)");

function stored(): ThemeChoice {
  const value = localStorage.getItem(KEY);
  return value === "light" || value === "dark" ? value : "system";
}

function resolve(choice: ThemeChoice): Theme {
  if (choice !== "system") return choice;
  return system().matches ? "dark" : "light";
}

/** The theme chosen and the theme shown; canvases drawn by hand read their colours anew when `theme` changes. */
export const useTheme = create<{ choice: ThemeChoice; theme: Theme }>(() => ({ choice: "system", theme: "light" }));

function apply(choice: ThemeChoice): void {
  const theme = resolve(choice);
  document.documentElement.dataset.theme = theme;
  useTheme.setState({ choice, theme });
}

export function chooseTheme(choice: ThemeChoice): void {
  if (choice === "system") localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, choice);
  apply(choice);
}

/** Called once, before the first paint. Another tab's choice arrives through the storage event. */
export function startTheme(): void {
  apply(stored());
  system().addEventListener("change", () => apply(stored()));
  window.addEventListener("storage", (event) => {
    if (event.key === KEY) apply(stored());
  });
}
