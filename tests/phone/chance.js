// What a program of chance does on a phone, by the core the screens use. Run in the page.
async ([deed, record, word, by]) => {
  const open = window.indsatsTest?.open;
  if (!open) return null;
  const { store, disk } = open;
  const { base, phone } = store.meta;
  const at = () => new Date().toISOString();
  const unit = base.units[0].key;
  const place = base.places[word.length % base.places.length].key;
  const slot = `chance/${record}`;
  const WORDS = { observation: "text", tour: "summary", follow_up: "text" };
  const longer = (text) => (text ? `${text} ${word}` : word);
  const there = record ? store.view(record) : undefined;
  const DEEDS = {
    tour: () =>
      store.add("tour", { unit, day: store.today(), members: by, started_at: at(), summary: word }),
    see: () =>
      store.add("observation", {
        unit, tour: record, seen_at: at(), place, crowd: "1-4", mood: "calm", text: word,
      }),
    meet: () =>
      store.add("contact", {
        unit, tour: record, met_at: at(), place, ages: "16-17", kind: "conversation", agreement: word,
      }),
    promise: () => store.add("follow_up", { unit, tour: record, text: word }),
    call: () => store.add("check_in", { tour: record, kind: "ok" }),
    edit: () => {
      const field = there && WORDS[there.kind];
      return field && store.add(there.kind, { [field]: longer(there.fields[field]) }, record);
    },
    mark: () => {
      if (there?.kind !== "observation") return undefined;
      const codes = new Set(there.fields.behaviours ?? []);
      if (!codes.delete(by)) codes.add(by);
      return store.add("observation", { behaviours: [...codes] }, record);
    },
    begin: () => {
      const field = there && WORDS[there.kind];
      if (!field) return undefined;
      const draft = store.begin(slot, there.kind, {}, record);
      const fields = { ...draft.fields, [field]: longer(draft.fields[field]) };
      void store.keep({ ...draft, fields });
      return record;
    },
    finish: () => {
      const draft = store.drafts.get(slot);
      if (draft) void store.save(draft);
      return draft?.record;
    },
    nothing: () => undefined,
  };
  const made = DEEDS[deed]();
  // Read before anything can be acknowledged, told when it is on the phone.
  const items = store.waiting.map(({ item }) => [item.op, item.kind]);
  return { made, items, kept: await disk.flush(), who: phone.username };
}
