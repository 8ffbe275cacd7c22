/** A stop: what is seen at a place, in a dozen taps and one sentence. */

import type { Position } from "../../shared/wire";
import { go, to, useStore } from "../context";
import { likelyPlace } from "../model/places";
import { frameOf } from "../model/tour";
import { Choice, Choices } from "../parts/choice";
import { FormFrame, lacking, slotAt, useForm } from "../parts/form";
import { PlacePicker } from "../parts/place";
import { Text } from "../parts/text";
import { When } from "../parts/when";

export function StopScreen({ place }: { place?: string | undefined }) {
  const store = useStore();
  const form = useForm(slotAt("observation", place), "observation", () => ({
    ...frameOf(store, "observation"),
    seen_at: new Date().toISOString(),
    place: place ?? likelyPlace(store),
    weather: store.meta.last.weather ?? null,
  }));
  const { draft, change, missing } = form;
  const { fields } = draft;

  const save = () => {
    const names = lacking(form, store.form);
    if (!fields.place && !fields.position) names.unshift("place");
    if (names.length > 0) return form.ask(names);
    const { place, weather } = fields;
    store.set({ last: { ...store.meta.last, weather: weather ?? null, ...(place && { place }) } });
    void store.save(draft);
    go("tur");
  };
  const all = { draft, change, missing };
  const behaviours = (fields.behaviours ?? []) as string[];

  return (
    <FormFrame title="Stop" form={form} save="Gem stop" onSave={save}>
      <When name="seen_at" value={String(fields.seen_at)} change={change} />
      <PlacePicker
        place={fields.place}
        position={fields.position as Position | null}
        change={change}
        mayPin
        isMissing={missing.includes("place")}
      />
      <Choice {...all} name="crowd" title="Hvor mange?" columns={5} />
      <Choice {...all} name="mood" title="Stemning" columns={2} />
      <Choice {...all} name="ages" title="Alder" columns={3} />
      <Choice {...all} name="genders" title="Køn" columns={3} />
      <Choices {...all} name="behaviours" title="Hvad foregår der?" />
      {behaviours.includes("weapon") && (
        <p class="notice notice--bad">
          Gå væk fra stedet, og ring 112, hvis nogen er i fare.{" "}
          <a href={to("haendelse")}>Meld hændelse</a>
        </p>
      )}
      <Choices {...all} name="deeds" title="Hvad gjorde I?" />
      <Text
        {...all}
        name="text"
        title="Med en sætning"
        hint="Uden navne og uden at beskrive en enkelt."
      />
      <Choices {...all} name="faults" title="Fejl ved stedet" />
      <Choice {...all} name="weather" title="Vejr" columns={3} />
    </FormFrame>
  );
}
