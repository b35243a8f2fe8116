// Light, dark, or as the system has it.
import { Monitor, Moon, Sun } from "lucide-react";
import { IconButton } from "../ui/IconButton";
import { Menu, MenuChoices } from "../ui/Menu";
import { chooseTheme, type ThemeChoice, useTheme } from "../ui/theme";

const icon = { size: 16, strokeWidth: 1.5 };

const CHOICES: { value: ThemeChoice; label: string; icon: React.ReactNode }[] = [
  { value: "system", label: "As the system", icon: <Monitor {...icon} /> },
  { value: "light", label: "Light", icon: <Sun {...icon} /> },
  { value: "dark", label: "Dark", icon: <Moon {...icon} /> },
];

export function ThemeMenu() {
  const { choice, theme } = useTheme();
  return (
    <Menu
      align="end"
      trigger={
        <IconButton name="Appearance" side="bottom">
          {theme === "dark" ? <Moon {...icon} /> : <Sun {...icon} />}
        </IconButton>
      }
    >
      <MenuChoices value={choice} choices={CHOICES} onPick={chooseTheme} />
    </Menu>
  );
}
