/** A contact with one young person: at most six taps with one that is known. */

import type { Values } from "../../shared/wire";
import { go, useStore } from "../context";
import type { Store } from "../core/store";
import { lastPlace } from "../model/places";
import { frameOf, unitFor } from "../model/tour";
import { Chips, Choice, Choices, Switch } from "../parts/choice";
import { FormFrame, lacking, slotAt, useForm } from "../parts/form";
import { KnownYouth } from "../parts/known";
import { PlacePicker } from "../parts/place";
import { Text } from "../parts/text";
import { When } from "../parts/when";

const MINUTES = ["5", "15", "30", "60"];

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
      <KnownYouth fields={fields} change={change} />
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

/** Make the new code a record of its own, which the contact then points at. */
function withNewCode<Made extends { fields: Values }>(store: Store, draft: Made): Made {
  const code = String(draft.fields.new_code ?? "").trim();
  if (!code) return draft;
  const { ages = null } = draft.fields;
  const unit = unitFor(store, "known");
  const there = store
    .views("known")
    .find(({ fields }) => fields.code === code && fields.unit === unit);
  const known = there?.record ?? store.add("known", { unit, code, ages });
  return { ...draft, fields: { ...draft.fields, known, was_known: true } };
}
