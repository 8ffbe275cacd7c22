/** Something serious: raised in two taps, told line by line, nothing ever changed afterwards. */

import { whenOf } from "../../shared/clock";
import type { Value } from "../../shared/wire";
import { go, to, useStore } from "../context";
import { lastPlace } from "../model/places";
import { activeTour, unitFor } from "../model/tour";
import { Choice } from "../parts/choice";
import { FormFrame, lacking, useForm } from "../parts/form";
import { Frame } from "../parts/frame";
import { Icon } from "../parts/icons";
import { Text } from "../parts/text";
import { placeName, word } from "../words";

interface Line {
  id: string;
  kind: string;
  text: string;
  told_whom?: string;
  happened_at: string;
  waits?: boolean;
}

export function IncidentsScreen() {
  const store = useStore();
  const codes = store.form("incident").kind?.codes ?? [];
  const open = store.views("incident");
  const raise = (kind: string) => {
    const place = lastPlace(store);
    const what = word(store, "incident", "kind", kind);
    const where = placeName(store, place);
    const record = store.add("incident", {
      unit: unitFor(store, "incident"),
      kind,
      title: where ? `${what}, ${where}` : what,
      happened_at: new Date().toISOString(),
      place,
      is_verified: false,
    });
    go("haendelse", record);
  };
  return (
    <Frame
      title="Hændelse"
      isForm
      dock={
        <a class="button button--quiet" href={to("tur")}>
          Tilbage
        </a>
      }
    >
      <p class="notice notice--bad">
        Er nogen i fare: <a href="tel:112">ring 112</a> først.
      </p>
      {open.length > 0 && (
        <section>
          <h2>Åbne hændelser</h2>
          <ul class="rows rows--large">
            {open.map(({ record, fields }) => (
              <li key={record}>
                <a class="row" href={to("haendelse", record)}>
                  <span>{fields.title as string}</span>
                  <span class="quiet">{whenOf(String(fields.happened_at), store.today())}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section class="lower">
        <h2>Meld en ny: tryk på, hvad der er sket</h2>
        <div class="chips chips--2">
          {codes.map((code) => (
            <button key={code} type="button" class="chip chip--alarm" onClick={() => raise(code)}>
              {word(store, "incident", "kind", code)}
            </button>
          ))}
        </div>
      </section>
    </Frame>
  );
}

export function IncidentScreen({ record }: { record: string }) {
  const store = useStore();
  const incident = store.view(record);
  const form = useForm(`incident_entry/${record}`, "incident_entry", () => ({
    incident: record,
    happened_at: new Date().toISOString(),
  }));
  const all = { draft: form.draft, change: form.change, missing: form.missing };
  const tour = activeTour(store);
  const save = () => {
    const names = lacking(form, store.form);
    if (names.length > 0) return form.ask(names);
    void store.save(form.draft);
    form.discard();
  };
  const safe = () => {
    if (tour) store.add("check_in", { tour: tour.record, kind: "ok" });
    store.add("incident_entry", {
      incident: record,
      kind: "safety",
      text: "Vi er i sikkerhed.",
      happened_at: new Date().toISOString(),
    });
  };
  if (!incident) {
    return (
      <Frame
        title="Hændelse"
        isForm
        dock={
          <a class="button button--main" href={to("")}>
            I dag
          </a>
        }
      >
        <p class="empty">Hændelsen er lukket og ligger ikke længere på telefonen.</p>
      </Frame>
    );
  }
  return (
    <FormFrame
      title={String(incident.fields.title)}
      form={form}
      save="Skriv linje"
      onSave={save}
      back={["haendelse"]}
    >
      <p class="status" role="status">
        <Icon name={incident.waits ? "outbox" : "check"} />
        {incident.waits ? "Alarmen venter på net og sendes af sig selv." : "Alarmen er sendt."}
      </p>
      <button type="button" class="button button--safe" onClick={safe}>
        Vi er i sikkerhed
      </button>
      <Timeline lines={linesOf(store, record, incident.fields.entries)} />
      <Choice {...all} name="kind" title="Ny linje" columns={2} />
      <Text {...all} name="text" title="Hvad" hint="Uden navne på unge og ofre." rows={3} />
      {form.draft.fields.kind === "communication" && (
        <Text {...all} name="told_whom" title="Sagt til hvem" rows={1} />
      )}
    </FormFrame>
  );
}

/** Give the timeline: what the server has, and what waits to be sent. */
function linesOf(
  store: ReturnType<typeof useStore>,
  incident: string,
  sent: Value | undefined,
): Line[] {
  const waiting = store
    .views("incident_entry")
    .filter(({ fields }) => fields.incident === incident)
    .map(({ record, fields }) => ({ id: record, ...fields, waits: true }) as unknown as Line);
  return [...((sent ?? []) as Line[]), ...waiting].sort((one, other) =>
    one.happened_at.localeCompare(other.happened_at),
  );
}

function Timeline({ lines }: { lines: Line[] }) {
  const store = useStore();
  if (lines.length === 0) return null;
  return (
    <ol class="timeline" aria-label="Tidslinje">
      {lines.map(({ id, kind, text, told_whom, happened_at, waits }) => (
        <li key={id}>
          <span class="quiet">
            {whenOf(happened_at, store.today())} · {word(store, "incident_entry", "kind", kind)}
            {waits && " · venter"}
          </span>
          <br />
          {text}
          {told_whom && <span class="quiet"> (sagt til {told_whom})</span>}
        </li>
      ))}
    </ol>
  );
}
