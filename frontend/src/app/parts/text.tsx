/** A sentence to write: kept letter by letter, with a polite word where it looks like a name. */

import { useId, useMemo } from "preact/hooks";
import { type Looks, remarks } from "../../shared/names";
import { useStore } from "../context";
import type { FieldProps } from "./choice";

interface Props extends FieldProps {
  rows?: number;
  hint?: string;
  placeholder?: string;
}

export function Text({
  draft,
  name,
  title,
  change,
  missing = [],
  rows = 2,
  hint,
  placeholder,
}: Props) {
  const store = useStore();
  const id = useId();
  const field = store.form(draft.kind, draft.form)[name];
  const value = String(draft.fields[name] ?? "");
  if (!field) return null;
  const left = field.longest - value.length;
  return (
    <div class="question" id={`field-${name}`}>
      <h2>
        <label for={id}>
          {title}
          {missing.includes(name) && <span class="asked"> Skriv lidt</span>}
        </label>
      </h2>
      {hint && (
        <p class="quiet" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <textarea
        id={id}
        rows={rows}
        value={value}
        maxLength={field.longest}
        placeholder={placeholder}
        aria-describedby={hint ? `${id}-hint` : undefined}
        autocomplete="off"
        onInput={(event) => change({ [name]: event.currentTarget.value })}
      />
      {left < 60 && <p class="quiet">{left} tegn tilbage</p>}
      <NameWarning text={value} />
    </div>
  );
}

/** Say politely that something looks like a person; it never stops anybody. */
function NameWarning({ text }: { text: string }) {
  const found = remarks(text, useKnownWords());
  return (
    <div aria-live="polite">
      {found.map((each) => (
        <p class="notice notice--warn" key={`${each.looks} ${each.start}`}>
          {SAYS[each.looks]} <strong>{each.text}</strong>
        </p>
      ))}
    </div>
  );
}

const SAYS: Record<Looks, string> = {
  name: "Ligner et navn – skriv uden navne:",
  phone: "Ligner et telefonnummer:",
  email: "Ligner en mailadresse:",
  address: "Ligner en adresse:",
  cpr: "Ligner et CPR-nummer:",
};

/** Words in names of places are no names of people. */
function useKnownWords(): ReadonlySet<string> {
  const { base } = useStore().meta;
  return useMemo(() => {
    const names = base?.places.map((place) => place.name.toLocaleLowerCase("da")) ?? [];
    return new Set(names.join(" ").match(/[\p{L}]+/gu));
  }, [base]);
}
