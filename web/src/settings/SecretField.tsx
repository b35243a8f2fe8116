// A field for a key. React never holds what is typed: it would write it into the page as an attribute.
import type { ReactNode, Ref } from "react";
import { FormField } from "./FormField";

interface Props {
  ref: Ref<HTMLInputElement>;
  label: string;
  hint?: ReactNode;
  problem: string | null;
  onType: () => void;
}

export function SecretField({ ref, label, hint, problem, onType }: Props) {
  return (
    <FormField label={label} hint={hint} problem={problem}>
      {(wiring) => (
        <input
          {...wiring}
          ref={ref}
          type="password"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          data-1p-ignore
          data-lpignore="true"
          onChange={onType}
        />
      )}
    </FormField>
  );
}
