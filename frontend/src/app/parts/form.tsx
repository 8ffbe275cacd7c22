/** What every form has: a draft kept at each letter, what is missing, and the buttons below. */

import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { timeOf } from "../../shared/clock";
import type { Kind, Values } from "../../shared/wire";
import { go, useStore } from "../context";
import type { Draft } from "../core/store";
import { Frame } from "./frame";
import { SetAside } from "./notices";

export interface Form {
  draft: Draft;
  change: (values: Values) => void;
  missing: readonly string[];
  /** Name what must be filled and is not; nothing is saved then. */
  ask: (names: string[]) => void;
  discard: () => void;
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length);

/** Go on with the draft in a slot, or begin one with what is known already. */
export function useForm(slot: string, kind: Kind, prefill: () => Values, record?: string): Form {
  const store = useStore();
  const [draft, setDraft] = useState(() => store.begin(slot, kind, prefill(), record));
  const [missing, setMissing] = useState<readonly string[]>([]);
  const latest = useRef(draft);
  const use = (next: Draft) => {
    latest.current = next;
    setDraft(next);
  };
  return {
    draft,
    missing,
    change: (values) => {
      use({ ...latest.current, fields: { ...latest.current.fields, ...values } });
      setMissing((names) => names.filter((name) => isEmpty(latest.current.fields[name])));
      void store.keep(latest.current);
    },
    ask: (names) => {
      setMissing(names);
      document.getElementById(`field-${names[0]}`)?.scrollIntoView({ block: "center" });
    },
    discard: () => {
      void store.drop(slot);
      use(store.begin(slot, kind, prefill(), record));
      setMissing([]);
    },
  };
}

/** A form begun for a certain place is a draft of its own. */
export const slotAt = (kind: Kind, place: string | undefined): string =>
  place === undefined ? kind : `${kind}/${place}`;

/** Name the required fields that are empty, in the order of the form. */
export function lacking(form: Form, required: ReturnType<typeof useStore>["form"]): string[] {
  const { kind, form: version, fields } = form.draft;
  return Object.entries(required(kind, version))
    .filter(([name, field]) => field.required && isEmpty(fields[name]))
    .map(([name]) => name);
}

interface Props {
  title: string;
  form: Form;
  save: string;
  onSave: () => void;
  children: ComponentChildren;
  back?: string[];
}

export function FormFrame({ title, form, save, onSave, children, back = ["tur"] }: Props) {
  const store = useStore();
  const { slot, begun_at } = form.draft;
  const isKept = store.drafts.has(slot);
  return (
    <Frame
      title={title}
      isForm
      dock={
        <>
          <button type="button" class="button button--quiet" onClick={() => go(...back)}>
            Luk
          </button>
          <button type="button" class="button button--main" onClick={onSave}>
            {save}
          </button>
        </>
      }
    >
      <SetAside kind={form.draft.kind} />
      {form.missing.length > 0 && (
        <p class="notice notice--warn" role="alert">
          Der mangler et svar. Resten er gemt.
        </p>
      )}
      {children}
      {isKept && (
        <p class="begun">
          Kladden er gemt, begyndt kl. {timeOf(begun_at)}.{" "}
          <button type="button" class="link" onClick={form.discard}>
            Begynd forfra
          </button>
        </p>
      )}
    </Frame>
  );
}
