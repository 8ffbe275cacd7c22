/** Today: the tour and its brief, the check before going out, the orders, what one has promised. */

import type { View } from "../../shared/book";
import { addDays, dayInShort, dayInWords, timeOf, weekday } from "../../shared/clock";
import type { Deployment } from "../../shared/wire";
import { to, useStore } from "../context";
import type { Draft, Store } from "../core/store";
import { activeTour, ofTour, plannedTours, setOut, unwrittenTour } from "../model/tour";
import { CheckIn } from "../parts/checkin";
import { Chips, toggled } from "../parts/choice";
import { Frame } from "../parts/frame";
import { Icon } from "../parts/icons";
import { SetAside } from "../parts/notices";
import { KINDS, personName, placeName } from "../words";

export function TodayScreen() {
  const store = useStore();
  const active = activeTour(store);
  const planned = plannedTours(store)[0];
  const unwritten = unwrittenTour(store);
  const tour = active ?? planned ?? unwritten;
  const day = dayInShort(store.today());
  return (
    <Frame
      title={day.charAt(0).toUpperCase() + day.slice(1)}
      dock={<Dock tour={tour} active={active} />}
    >
      <SetAside kind="tour" />
      <Drafts />
      <OpenIncidents />
      {tour ? <TourCard tour={tour} /> : <NoTour />}
      <Orders />
      <FollowUps />
    </Frame>
  );
}

function Dock({ tour, active }: { tour: View | undefined; active: View | undefined }) {
  const store = useStore();
  if (active) return <CheckIn tour={active} />;
  if (tour?.fields.ended_at) {
    return (
      <a class="button button--main" href={to("hjem", tour.record)}>
        Skriv om turen
      </a>
    );
  }
  if (!tour) {
    return (
      <a class="button button--main" href={to("tur")}>
        Gå på tur
      </a>
    );
  }
  const members = (tour.fields.members ?? []) as string[];
  return (
    <button
      type="button"
      class="button button--main"
      onClick={() => {
        setOut(store, tour, members);
        location.hash = to("tur");
      }}
    >
      Start turen
    </button>
  );
}

const NoTour = () => <p class="empty">Der er ingen tur planlagt til dig i dag.</p>;

/** The tour of today: who, when, where, the brief, and the check before going out. */
function TourCard({ tour }: { tour: View }) {
  const store = useStore();
  const { fields, record } = tour;
  const me = store.meta.phone.username;
  const others = ((fields.members ?? []) as string[]).filter((each) => each !== me);
  const places = ((fields.places ?? []) as string[]).map((key) => placeName(store, key));
  const onCall = fields.on_call as { name: string; phone: string } | undefined;
  return (
    <section class="card">
      <h2>{fields.started_at ? "Din tur" : "Din tur i aften"}</h2>
      <dl class="facts">
        {fields.planned_from && (
          <>
            <dt>Tid</dt>
            <dd>
              {timeOf(String(fields.planned_from))}–{timeOf(String(fields.planned_to))}
            </dd>
          </>
        )}
        {others.length > 0 && (
          <>
            <dt>Makker</dt>
            <dd>{others.map((each) => personName(store, each)).join(", ")}</dd>
          </>
        )}
        {onCall && (
          <>
            <dt>Bagvagt</dt>
            <dd>
              {onCall.name}
              {onCall.phone && (
                <a class="call" href={`tel:${onCall.phone.replace(/\s/g, "")}`}>
                  <Icon name="phone" /> Ring {onCall.phone}
                </a>
              )}
            </dd>
          </>
        )}
        {places.length > 0 && (
          <>
            <dt>Steder</dt>
            <dd>{places.join(" · ")}</dd>
          </>
        )}
      </dl>
      {fields.brief && <Brief tour={record} text={String(fields.brief)} />}
      {!fields.ended_at && <Checklist tour={record} />}
    </section>
  );
}

function Brief({ tour, text }: { tour: string; text: string }) {
  const store = useStore();
  const read = ofTour(store, "brief_read", tour)[0];
  return (
    <div class="brief">
      <h3>Briefing</h3>
      <p class="prose">{text}</p>
      {read ? (
        <p class="done">Læst kl. {timeOf(String(read.fields.read_at))}</p>
      ) : (
        <button
          type="button"
          class="button button--plain"
          onClick={() => store.add("brief_read", { tour, read_at: new Date().toISOString() })}
        >
          Jeg har læst det
        </button>
      )}
    </div>
  );
}

function Checklist({ tour }: { tour: string }) {
  const store = useStore();
  const done = ofTour(store, "checklist", tour)[0];
  const slot = `checklist/${tour}`;
  const draft: Draft = store.begin(slot, "checklist", { tour, answers: [] });
  const answers = draft.fields.answers as string[];
  const codes = store.form("checklist").answers?.codes ?? [];
  const labels = store.meta.base?.labels.answers ?? {};
  if (done) return <p class="done">Klar til at gå ud kl. {timeOf(String(done.fields.ready_at))}</p>;
  const save = () =>
    store.save({ ...draft, fields: { ...draft.fields, ready_at: new Date().toISOString() } });
  return (
    <>
      <Chips
        title="Før I går ud"
        name="answers"
        columns={1}
        codes={codes}
        labels={(code) => labels[code] ?? code}
        isOn={(code) => answers.includes(code)}
        onTap={(code) =>
          store.keep({ ...draft, fields: { ...draft.fields, answers: toggled(answers, code) } })
        }
      />
      {answers.length > 0 && (
        <button type="button" class="button button--plain" onClick={() => void save()}>
          {answers.length === codes.length ? "Vi er klar" : "Vi er klar uden resten"}
        </button>
      )}
    </>
  );
}

/** What was begun and not finished, on any screen. */
function Drafts() {
  const store = useStore();
  const drafts = [...store.drafts.values()].filter((draft) => draft.kind !== "checklist");
  if (drafts.length === 0) return null;
  return (
    <section class="card card--warm">
      <h2>Kladder</h2>
      <ul class="rows">
        {drafts.map((draft) => (
          <li key={draft.slot}>
            <a class="row" href={routeOf(draft)}>
              <span>
                {KINDS[draft.kind]} <span class="quiet">fra kl. {timeOf(draft.begun_at)}</span>
              </span>
              <span class="go">Fortsæt</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function routeOf({ kind, slot, record, fields, base }: Draft): string {
  const [, place] = slot.split("/");
  const there = place === undefined ? [] : [place];
  switch (kind) {
    case "observation":
      return to("stop", ...there);
    case "contact":
      return to("kontakt", ...there);
    case "group":
      return to("gruppe", "ny");
    case "sighting":
      return to("gruppe", String(fields.group));
    case "incident_entry":
      return to("haendelse", String(fields.incident));
    case "tour":
      return base === null ? to("tur") : to("hjem", record);
    default:
      return to("opfoelgning");
  }
}

function OpenIncidents() {
  const open = useStore().views("incident");
  if (open.length === 0) return null;
  return (
    <section class="card card--bad">
      <h2>Hændelse i gang</h2>
      <ul class="rows">
        {open.map(({ record, fields }) => (
          <li key={record}>
            <a class="row" href={to("haendelse", record)}>
              <span>{String(fields.title)}</span>
              <span class="go">Åbn</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The orders that count today. */
function Orders() {
  const store = useStore();
  const orders = ordersNow(store.meta.base?.deployments ?? [], store.today(), store.now());
  if (orders.length === 0) return null;
  return (
    <section class="card">
      <h2>Indsatsordrer i dag</h2>
      {orders.map((order) => (
        <article key={order.id} class="order">
          <h3>{order.title}</h3>
          <p class="quiet">
            {order.from.replace(":", ".")}–{order.to.replace(":", ".")} · {staff(order.staff)} ·{" "}
            {order.places.map((key) => placeName(store, key)).join(", ")}
          </p>
          <ul class="plain">
            {order.purposes.map((purpose) => (
              <li key={purpose}>{purpose}</li>
            ))}
          </ul>
        </article>
      ))}
    </section>
  );
}

/** Those of today; and past midnight those of last evening until they end. */
function ordersNow(all: readonly Deployment[], today: string, now: number): Deployment[] {
  const time = timeOf(now).replace(".", ":");
  const isStillOn = (each: Deployment) =>
    each.to < each.from && time < each.to && isOn(each, addDays(today, -1));
  return all.filter((each) => isOn(each, today) || isStillOn(each));
}

const isOn = (order: Deployment, day: string): boolean =>
  order.first <= day &&
  (order.last === null || day <= order.last) &&
  order.weekdays.includes(weekday(day));

const staff = ([least, most]: [number, number]): string =>
  least === most
    ? `${least} medarbejder${least === 1 ? "" : "e"}`
    : `${least}–${most} medarbejdere`;

function FollowUps() {
  const store = useStore();
  const open = store
    .views("follow_up")
    .filter(({ fields }) => !fields.done_at && isOurs(store, fields.owner))
    .sort((one, other) =>
      String(one.fields.due_on ?? "9").localeCompare(String(other.fields.due_on ?? "9")),
    );
  return (
    <section class="card">
      <h2>Opfølgning</h2>
      {open.length === 0 && <p class="quiet">Intet venter på dig.</p>}
      <ul class="rows">
        {open.map(({ record, fields }) => (
          <li key={record} class="row row--still">
            <span>
              {String(fields.text)}
              {fields.due_on && <Due day={String(fields.due_on)} />}
            </span>
            <button
              type="button"
              class="button button--small"
              onClick={() => store.add("follow_up", { done_at: new Date().toISOString() }, record)}
            >
              Gjort
            </button>
          </li>
        ))}
      </ul>
      <a class="link" href={to("opfoelgning")}>
        Skriv en opfølgning
      </a>
    </section>
  );
}

/** By when; a day gone by says so in words, not in a colour alone. */
function Due({ day }: { day: string }) {
  const isLate = day < useStore().today();
  return (
    <>
      <span class="quiet"> · senest {dayInWords(day)}</span>
      {isLate && <strong class="late"> Fristen er gået</strong>}
    </>
  );
}

const isOurs = (store: Store, owner: unknown): boolean =>
  !owner || owner === store.meta.phone.username;
