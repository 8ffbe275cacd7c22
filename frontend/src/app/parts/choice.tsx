/** Answers to tap: large, several a row, and a second tap takes the answer back. */

import { useId } from "preact/hooks";
import type { Value, Values } from "../../shared/wire";
import { useStore } from "../context";
import type { Draft } from "../core/store";
import { word } from "../words";

export interface FieldProps {
  draft: Draft;
  name: string;
  title: string;
  change: (values: Values) => void;
  /** What is asked for when the field is empty and must not be. */
  missing?: readonly string[];
  columns?: number;
}

/** Give the codes a field has in the version of the form the draft was begun in. */
function useCodes({ draft, name }: FieldProps): string[] {
  return useStore().form(draft.kind, draft.form)[name]?.codes ?? [];
}

interface ChipsProps {
  title: string;
  name: string;
  codes: readonly string[];
  labels: (code: string) => string;
  isOn: (code: string) => boolean;
  onTap: (code: string) => void;
  columns?: number | undefined;
  isMissing?: boolean;
  hint?: string;
}

/** A question with its answers as buttons. */
export function Chips(props: ChipsProps) {
  const { title, name, codes, labels, isOn, onTap, columns, isMissing, hint } = props;
  const id = useId();
  return (
    <div class="question" role="group" aria-labelledby={id} id={`field-${name}`}>
      <h2 id={id}>
        {title}
        {isMissing && <span class="asked"> Vælg en</span>}
      </h2>
      {hint && <p class="quiet">{hint}</p>}
      <div class={columns ? `chips chips--${columns}` : "chips"}>
        {codes.map((code) => (
          <button
            key={code}
            type="button"
            class="chip"
            aria-pressed={isOn(code)}
            onClick={() => onTap(code)}
          >
            {labels(code)}
          </button>
        ))}
      </div>
    </div>
  );
}

/** One answer of several. */
export function Choice(props: FieldProps) {
  const { draft, name, title, change, missing = [], columns } = props;
  const store = useStore();
  const codes = useCodes(props);
  if (codes.length === 0) return null;
  return (
    <Chips
      title={title}
      name={name}
      codes={codes}
      columns={columns}
      isMissing={missing.includes(name)}
      labels={(code) => word(store, draft.kind, name, code)}
      isOn={(code) => draft.fields[name] === code}
      onTap={(code) => change({ [name]: draft.fields[name] === code ? null : code })}
    />
  );
}

/** As many answers as fit; "nothing" goes alone. */
export function Choices(props: FieldProps) {
  const { draft, name, title, change, columns } = props;
  const store = useStore();
  const codes = useCodes(props);
  const chosen = (draft.fields[name] ?? []) as string[];
  if (codes.length === 0) return null;
  return (
    <Chips
      title={title}
      name={name}
      codes={codes}
      columns={columns}
      labels={(code) => word(store, draft.kind, name, code)}
      isOn={(code) => chosen.includes(code)}
      onTap={(code) => change({ [name]: toggled(chosen, code) })}
    />
  );
}

export function toggled(chosen: readonly string[], code: string): string[] {
  if (chosen.includes(code)) return chosen.filter((each) => each !== code);
  return code === "nothing"
    ? [code]
    : [...chosen.filter((each) => each !== "nothing"), code].sort();
}

interface SwitchProps {
  title: string;
  value: Value | undefined;
  onTap: (value: boolean) => void;
}

/** Yes or no, as one wide button. */
export const Switch = ({ title, value, onTap }: SwitchProps) => (
  <button
    type="button"
    class="chip chip--wide"
    aria-pressed={value === true}
    onClick={() => onTap(value !== true)}
  >
    {title}
  </button>
);
