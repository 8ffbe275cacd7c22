/** Groups: seen again in a few taps, or written down for the first time; never who is in them. */

import type { View } from "../../shared/book";
import { dayInWords } from "../../shared/clock";
import { go, to, useStore } from "../context";
import type { Store } from "../core/store";
import { distance, findPlace, lastPlace } from "../model/places";
import { frameOf } from "../model/tour";
import { Choice, Choices, Switch } from "../parts/choice";
import { FormFrame, lacking, useForm } from "../parts/form";
import { Frame } from "../parts/frame";
import { PlacePicker } from "../parts/place";
import { Text } from "../parts/text";
import { When } from "../parts/when";
import { placeName, word } from "../words";

interface Last {
  seen_at?: string;
  crowd?: string;
  mood?: string;
  text?: string;
}

export const groupName = (store: Store, { fields }: View): string =>
  `${placeName(store, fields.place) || "Gruppe"} ${fields.number ?? "(ny)"}`;

export function GroupsScreen() {
  const store = useStore();
  const here = findPlace(store, lastPlace(store));
  const away = (group: View): number => {
    const place = findPlace(store, group.fields.place);
    return here && place ? distance(here, place) : 0;
  };
  const groups = store.views("group").sort((one, other) => away(one) - away(other));
  return (
    <Frame
      title="Grupper"
      isForm
      dock={
        <>
          <a class="button button--quiet" href={to("tur")}>
            Tilbage
          </a>
          <a class="button button--main" href={to("gruppe", "ny")}>
            Ny gruppe
          </a>
        </>
      }
    >
      <p class="quiet">En gruppe er et sted og et nummer. Ingen navne, ingen medlemmer.</p>
      <ul class="rows rows--large">
        {groups.map((group) => {
          const last = group.fields.last as Last | undefined;
          return (
            <li key={group.record}>
              <a class="row" href={to("gruppe", group.record)}>
                <span>
                  <strong>{groupName(store, group)}</strong>
                  <br />
                  <span class="quiet">
                    {word(store, "group", "crowd", last?.crowd ?? group.fields.crowd)}
                    {last?.mood && ` · ${word(store, "sighting", "mood", last.mood)}`}
                    {group.fields.last_seen_on &&
                      ` · ${dayInWords(String(group.fields.last_seen_on))}`}
                  </span>
                </span>
                <span class="go">Set igen</span>
              </a>
            </li>
          );
        })}
      </ul>
      {groups.length === 0 && <p class="empty">Der er ingen åbne grupper.</p>}
    </Frame>
  );
}

export function SightingScreen({ group }: { group: string }) {
  const store = useStore();
  const there = store.view(group);
  const last = there?.fields.last as Last | undefined;
  const form = useForm(`sighting/${group}`, "sighting", () => ({
    group,
    tour: frameOf(store, "sighting").tour ?? null,
    seen_at: new Date().toISOString(),
    crowd: last?.crowd ?? there?.fields.crowd ?? null,
  }));
  const all = { draft: form.draft, change: form.change, missing: form.missing };
  const save = () => {
    const names = lacking(form, store.form);
    if (names.length > 0) return form.ask(names);
    void store.save(form.draft);
    go("tur");
  };
  return (
    <FormFrame
      title={there ? groupName(store, there) : "Gruppe"}
      form={form}
      save="Gem"
      onSave={save}
      back={["gruppe"]}
    >
      <When name="seen_at" value={String(form.draft.fields.seen_at)} change={form.change} />
      <Choice {...all} name="crowd" title="Hvor mange?" columns={4} />
      <Choice {...all} name="mood" title="Stemning" columns={2} />
      <Choices {...all} name="offers" title="Tilbudt" />
      <Text {...all} name="text" title="Med en sætning" hint="Uden navne." />
    </FormFrame>
  );
}

export function NewGroupScreen() {
  const store = useStore();
  const form = useForm("group", "group", () => ({
    unit: frameOf(store, "group").unit ?? null,
    place: lastPlace(store),
  }));
  const all = { draft: form.draft, change: form.change, missing: form.missing };
  const save = () => {
    const names = lacking(form, store.form);
    if (names.length > 0) return form.ask(names);
    void store.save(form.draft);
    go("gruppe", form.draft.record);
  };
  return (
    <FormFrame title="Ny gruppe" form={form} save="Gem gruppe" onSave={save} back={["gruppe"]}>
      <PlacePicker
        place={form.draft.fields.place}
        change={form.change}
        isMissing={form.missing.includes("place")}
      />
      <Choice {...all} name="crowd" title="Hvor mange?" columns={4} />
      <Choice {...all} name="ages" title="Alder" columns={3} />
      <Choice {...all} name="doing" title="Mest" />
      <Switch
        title="I konflikt med en anden gruppe"
        value={form.draft.fields.has_conflict}
        onTap={(has_conflict) => form.change({ has_conflict })}
      />
    </FormFrame>
  );
}
