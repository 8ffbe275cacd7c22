/** Home again: the tour in a few words without names, and what is to be followed up. */

import { timeOf } from "../../shared/clock";
import { go, to, useStore } from "../context";
import { ofTour } from "../model/tour";
import { Choice } from "../parts/choice";
import { FormFrame, useForm } from "../parts/form";
import { Text } from "../parts/text";
import { counted } from "./tour";

export function HomeScreen({ tour }: { tour: string }) {
  const store = useStore();
  const seen = store.view(tour);
  const form = useForm(
    `tour/${tour}`,
    "tour",
    () => ({
      weather: seen?.fields.weather ?? store.meta.last.weather ?? null,
      written_at: new Date().toISOString(),
    }),
    tour,
  );
  const all = { draft: form.draft, change: form.change, missing: form.missing };
  const save = () => {
    void store.save(form.draft);
    go("");
  };
  const stops = ofTour(store, "observation", tour).length;
  const tasks = store.views("follow_up").filter((each) => each.fields.tour === tour);
  return (
    <FormFrame title="Hjemme igen" form={form} save="Gem turen" onSave={save} back={[""]}>
      <p class="quiet">
        {seen?.fields.started_at && `${timeOf(String(seen.fields.started_at))}–`}
        {seen?.fields.ended_at && timeOf(String(seen.fields.ended_at))} ·{" "}
        {counted(store, tour, stops)}
      </p>
      <Choice {...all} name="mood" title="Temperaturen på gaden" columns={2} />
      <Text
        {...all}
        name="summary"
        title="Turen i korte træk"
        hint="Uden navne. Tal det igennem med din makker først."
        rows={4}
      />
      <Choice {...all} name="weather" title="Vejr" columns={3} />
      <section class="question">
        <h2>Opfølgning</h2>
        <ul class="plain">
          {tasks.map(({ record, fields }) => (
            <li key={record}>{String(fields.text)}</li>
          ))}
        </ul>
        <a class="link" href={to("opfoelgning", tour)}>
          Skriv en opfølgning
        </a>
      </section>
    </FormFrame>
  );
}
