/** A contact with one young person: at most six taps with one that is known. */

import { useState } from "preact/hooks";
import type { Values } from "../../shared/wire";
import { go, useStore } from "../context";
import type { Store } from "../core/store";
import { lastPlace } from "../model/places";
import { frameOf, unitFor } from "../model/tour";
import { Chips, Choice, Choices, Switch } from "../parts/choice";
import { FormFrame, lacking, slotAt, useForm } from "../parts/form";
import { PlacePicker } from "../parts/place";
import { Text } from "../parts/text";
import { When } from "../parts/when";

const MINUTES = ["5", "15", "30", "60"];
const UNKNOWN = "";

export function ContactScreen({ place }: { place?: string | undefined }) {
  const store = useStore();
  const form = useForm(slotAt("contact", place), "contact", () => ({
    ...frameOf(store, "contact"),
    met_at: new Date().toISOString(),
    place: place ?? lastPlace(store),
    channel: "street",
    meet_again: "not_asked",
  }));
  const { draft, change, missing } = form;
  const { fields } = draft;
  const all = { draft, change, missing };

  const save = () => {
    const names = lacking(form, store.form);
    if (names.length > 0) return form.ask(names);
    const { last } = store.meta;
    store.set({ last: { ...last, contacts: Number(last.contacts ?? 0) + 1 } });
    void store.save(withNewCode(store, draft));
    go("tur");
  };

  return (
    <FormFrame title="Kontakt" form={form} save="Gem kontakt" onSave={save}>
      <When name="met_at" value={String(fields.met_at)} change={change} />
      <Known fields={fields} change={change} />
      <Choice {...all} name="kind" title="Slags kontakt" columns={2} />
      <Choices {...all} name="themes" title="Hvad talte I om?" />
      <Choice {...all} name="tone" title="Tonen" columns={2} />
      <Choice {...all} name="ages" title="Alder" columns={3} />
      <Choice {...all} name="gender" title="Køn, som det ser ud" columns={3} />
      <Choices {...all} name="offers" title="Tilbudt" />
      <Choice {...all} name="meet_again" title="Må vi ses igen?" columns={3} />
      <PlacePicker place={fields.place} change={change} />
      <Choice {...all} name="channel" title="Hvor mødtes I?" columns={3} />
      <Choice {...all} name="initiative" title="Hvem begyndte?" />
      <Chips
        title="Hvor længe? (minutter)"
        name="minutes"
        codes={MINUTES}
        columns={4}
        labels={(code) => (code === "60" ? "60+" : code)}
        isOn={(code) => fields.minutes === Number(code)}
        onTap={(code) => change({ minutes: fields.minutes === Number(code) ? null : Number(code) })}
      />
      {!fields.known && !fields.new_code && (
        <Switch
          title="Første gang vi mødes"
          value={fields.first_time}
          onTap={(first_time) => change({ first_time })}
        />
      )}
      <Text {...all} name="agreement" title="Aftale" hint="Uden navne." />
    </FormFrame>
  );
}

interface KnownProps {
  fields: Values;
  change: (values: Values) => void;
}

/** The team's own codes for those it knows; a code, never a name. */
function Known({ fields, change }: KnownProps) {
  const store = useStore();
  const [isNew, setNew] = useState(Boolean(fields.new_code));
  const codes = store
    .views("known")
    .sort((one, other) => lastMet(other.fields).localeCompare(lastMet(one.fields)));
  const chosen = fields.known ?? UNKNOWN;
  const pick = (record: string) => {
    const known = codes.find((each) => each.record === record);
    setNew(false);
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
        labels={(record) =>
          String(codes.find((each) => each.record === record)?.fields.code ?? "Ukendt")
        }
        isOn={(record) => !isNew && chosen === record}
        onTap={pick}
      />
      <button type="button" class="link" aria-expanded={isNew} onClick={() => setNew(!isNew)}>
        Ny kode
      </button>
      {isNew && (
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
      )}
    </>
  );
}

const lastMet = (fields: Values): string => String(fields.last_contact_on ?? "9999");

/** Make the new code a record of its own, which the contact then points at. */
function withNewCode<Made extends { fields: Values }>(store: Store, draft: Made): Made {
  const code = String(draft.fields.new_code ?? "").trim();
  if (!code) return draft;
  const { ages = null } = draft.fields;
  const known = store.add("known", { unit: unitFor(store, "known"), code, ages });
  return { ...draft, fields: { ...draft.fields, known, was_known: true } };
}
