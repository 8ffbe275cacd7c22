/** Something to do next, for oneself or somebody on the team. */

import { addDays, dayInShort } from "../../shared/clock";
import { go, useStore } from "../context";
import { activeTour, unitFor } from "../model/tour";
import { Chips } from "../parts/choice";
import { FormFrame, lacking, useForm } from "../parts/form";
import { Text } from "../parts/text";
import { personName } from "../words";

export function FollowUpScreen({ tour }: { tour?: string | undefined }) {
  const store = useStore();
  const me = store.meta.phone.username;
  const back = tour ? ["hjem", tour] : [""];
  const form = useForm("follow_up", "follow_up", () => ({
    unit: unitFor(store, "follow_up"),
    tour: tour ?? activeTour(store)?.record ?? null,
    owner: me,
  }));
  const { draft, change, missing } = form;
  const unit = String(draft.fields.unit);
  const people = (store.meta.base?.people ?? []).filter(
    (each) => each.username === me || each.units?.includes(unit),
  );
  const days = [1, 3, 7, 14].map((count) => addDays(store.today(), count));
  const save = () => {
    const names = lacking(form, store.form);
    if (names.length > 0) return form.ask(names);
    void store.save(draft);
    go(...back);
  };
  return (
    <FormFrame title="Opfølgning" form={form} save="Gem opfølgning" onSave={save} back={back}>
      <Text
        draft={draft}
        change={change}
        missing={missing}
        name="text"
        title="Hvad skal der ske?"
        hint="Uden navne."
      />
      <Chips
        title="Senest"
        name="due_on"
        codes={days}
        columns={2}
        labels={dayInShort}
        isOn={(day) => draft.fields.due_on === day}
        onTap={(day) => change({ due_on: draft.fields.due_on === day ? null : day })}
      />
      <Chips
        title="Hvem?"
        name="owner"
        codes={people.map((each) => each.username)}
        labels={(username) => (username === me ? "Mig" : personName(store, username))}
        isOn={(username) => draft.fields.owner === username}
        onTap={(owner) => change({ owner: draft.fields.owner === owner ? null : owner })}
      />
    </FormFrame>
  );
}
