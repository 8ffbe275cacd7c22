/** Whom did you meet: the team's own codes for those it knows; a code, never a name. */

import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { View } from "../../shared/book";
import type { Values } from "../../shared/wire";
import { useStore } from "../context";
import { codesShown } from "../model/known";
import { Chips } from "./choice";
import { Icon } from "./icons";

const UNKNOWN = "";

interface Props {
  fields: Values;
  change: (values: Values) => void;
}

/** The few met last at once; the rest by the first letters, for a team may know a hundred. */
export function KnownYouth({ fields, change }: Props) {
  const store = useStore();
  const [isNew, setNew] = useState(Boolean(fields.new_code));
  const [sought, setSought] = useState<string | null>(null);
  const all = store.views("known");
  const chosen = fields.known ?? UNKNOWN;
  const codes = codesShown(all, String(chosen), sought);
  const pick = (record: string) => {
    const known = all.find((each) => each.record === record);
    setNew(false);
    setSought(null);
    if (!known || chosen === record) return change({ known: null, was_known: false, new_code: "" });
    const ages = known.fields.ages ?? fields.ages ?? null;
    change({ known: record, was_known: true, first_time: false, ages, new_code: "" });
  };
  return (
    <>
      <Chips
        title="Kender I den unge?"
        name="known"
        codes={[UNKNOWN, ...codes.map(({ record }) => record)]}
        labels={(record) => codeOf(all.find((each) => each.record === record)) ?? "Ukendt"}
        isOn={(record) => !isNew && chosen === record}
        onTap={pick}
      />
      {sought !== null && <Search text={sought} change={setSought} isEmpty={codes.length === 0} />}
      <div class="links">
        {codes.length < all.length && (
          <button
            type="button"
            class="link"
            aria-expanded={sought !== null}
            onClick={() => setSought(sought === null ? "" : null)}
          >
            <Icon name="search" /> Find blandt {all.length} koder
          </button>
        )}
        <button type="button" class="link" aria-expanded={isNew} onClick={() => setNew(!isNew)}>
          Ny kode
        </button>
      </div>
      {isNew && <NewCode fields={fields} change={change} />}
    </>
  );
}

const codeOf = (view: View | undefined): string | undefined =>
  view === undefined ? undefined : String(view.fields.code);

interface SearchProps {
  text: string;
  change: (text: string) => void;
  isEmpty: boolean;
}

function Search({ text, change, isEmpty }: SearchProps) {
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div class="question">
      <label for={id}>Kodens første tegn</label>
      <input
        id={id}
        ref={box}
        type="search"
        autocomplete="off"
        autocapitalize="characters"
        value={text}
        onInput={(event) => change(event.currentTarget.value)}
      />
      {isEmpty && <p class="quiet">Ingen kode begynder sådan.</p>}
    </div>
  );
}

function NewCode({ fields, change }: Props) {
  return (
    <label class="question">
      <span>Holdets egen kode: et bogstav og et tal, aldrig et navn</span>
      <input
        type="text"
        maxLength={8}
        autocomplete="off"
        value={String(fields.new_code ?? "")}
        onInput={(event) =>
          change({
            new_code: event.currentTarget.value.toUpperCase(),
            known: null,
            was_known: true,
          })
        }
      />
    </label>
  );
}
