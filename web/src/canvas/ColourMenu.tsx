// The colour that a group or a note has, and the others to choose from.
import { COLOURS, type Colour } from "../document/colours";
import { IconButton } from "../ui/IconButton";
import { Menu, MenuChoices } from "../ui/Menu";

interface Props {
  /** Such as "Colour of the group". */
  name: string;
  colour: Colour;
  onPick: (colour: Colour) => void;
}

const CHOICES = COLOURS.map((value) => ({
  value,
  label: value.charAt(0).toUpperCase() + value.slice(1),
  icon: <Dot colour={value} />,
}));

export function ColourMenu({ name, colour, onPick }: Props) {
  return (
    <Menu
      trigger={
        <IconButton name={name} small className="nopan nodrag">
          <Dot colour={colour} />
        </IconButton>
      }
    >
      <MenuChoices value={colour} choices={CHOICES} onPick={onPick} />
    </Menu>
  );
}

function Dot({ colour }: { colour: Colour }) {
  return <span data-colour={colour} className="size-3 rounded-full bg-(--colour)" />;
}
