/** The tour: going out, what has been seen and met, coming home. */

import { useState } from "preact/hooks";
import type { View } from "../../shared/book";
import { timeOf } from "../../shared/clock";
import { go, to, useStore } from "../context";
import type { Store } from "../core/store";
import {
  activeTour,
  comeHome,
  contactsOn,
  momentOf,
  ofTour,
  plannedTours,
  setOut,
  unwrittenTour,
} from "../model/tour";
import { CheckInLine } from "../parts/checkin";
import { Chips } from "../parts/choice";
import { Frame } from "../parts/frame";
import { Icon } from "../parts/icons";
import { SetAside } from "../parts/notices";
import { personName, placeName, plural, word, words } from "../words";

export function TourScreen() {
  const store = useStore();
  const tour = activeTour(store);
  return tour ? <OutScreen tour={tour} /> : <GoingOutScreen />;
}

function OutScreen({ tour }: { tour: View }) {
  const store = useStore();
  const { record, fields } = tour;
  const stops = ofTour(store, "observation", record);
  const seen = new Set(stops.map((stop) => stop.fields.place));
  const left = ((fields.places ?? []) as string[]).filter((key) => !seen.has(key));
  const members = ((fields.members ?? []) as string[]).map((each) => personName(store, each));
  return (
    <Frame
      title={`Ude siden ${timeOf(String(fields.started_at))}`}
      dock={
        <div class="deeds">
          <a class="button button--main deeds__wide" href={to("stop")}>
            <Icon name="stop" /> Nyt stop
          </a>
          <a class="button" href={to("kontakt")}>
            <Icon name="contact" /> Kontakt
          </a>
          <a class="button" href={to("gruppe")}>
            <Icon name="group" /> Gruppe
          </a>
          <a class="button button--alarm" href={to("haendelse")}>
            <Icon name="incident" /> Hændelse
          </a>
        </div>
      }
    >
      <CheckInLine tour={tour} />
      <p class="quiet">
        {members.join(" og ")} · {counted(store, record, stops.length)}
      </p>
      <ul class="rows rows--large">
        {stops.toReversed().map((stop) => (
          <Stop key={stop.record} stop={stop} />
        ))}
        {left.map((key) => (
          <li key={key}>
            <a class="row row--todo" href={to("stop", key)}>
              <span>{placeName(store, key)}</span>
              <span class="go">Stop her</span>
            </a>
          </li>
        ))}
      </ul>
      {stops.length === 0 && left.length === 0 && (
        <p class="empty">Tryk på »Nyt stop«, når I er et sted.</p>
      )}
      <button
        type="button"
        class="button button--plain"
        onClick={() => {
          comeHome(store, record);
          go("hjem", record);
        }}
      >
        <Icon name="home" /> Vi er hjemme – slut turen
      </button>
    </Frame>
  );
}

/** Say how much there has been on a tour. */
export const counted = (store: Store, tour: string, stops: number): string =>
  `${plural(stops, "stop", "stop")}, ${plural(contactsOn(store, tour), "kontakt", "kontakter")}`;

export function Stop({ stop, isAtPlace = false }: { stop: View; isAtPlace?: boolean }) {
  const store = useStore();
  const { fields, waits } = stop;
  const what = [
    word(store, "observation", "mood", fields.mood),
    ...words(store, "observation", "behaviours", fields.behaviours),
  ];
  return (
    <li class="row row--still">
      <span>
        {!isAtPlace && <strong>{placeName(store, fields.place) || "Nål på kortet"} </strong>}
        <span class="quiet">
          {timeOf(momentOf(stop))} · {word(store, "observation", "crowd", fields.crowd)}
        </span>
        <br />
        {what.join(" · ")}
        {fields.text && (
          <>
            <br />
            <em>{String(fields.text)}</em>
          </>
        )}
      </span>
      <span class={waits ? "mark mark--waits" : "mark"}>
        <Icon name={waits ? "outbox" : "check"} />
        <span class="hidden">{waits ? "venter" : "sendt"}</span>
      </span>
    </li>
  );
}

function GoingOutScreen() {
  const store = useStore();
  const me = store.meta.phone.username;
  const last = (store.meta.last.members ?? []) as string[];
  const [partners, setPartners] = useState(last.filter((each) => each !== me));
  const planned = plannedTours(store);
  const unwritten = unwrittenTour(store);
  const unit = store.meta.base?.units.find((each) => each.writes.includes("tour"));
  const people = (store.meta.base?.people ?? []).filter(
    (each) => each.username !== me && each.units?.includes(unit?.key ?? ""),
  );
  const start = (tour?: View) => {
    const members = tour ? ((tour.fields.members ?? []) as string[]) : [me, ...partners].sort();
    setOut(store, tour, members);
  };
  return (
    <Frame
      title="Tur"
      dock={
        <button type="button" class="button button--main" onClick={() => start(planned[0])}>
          {planned[0] ? "Start turen" : "Start uden plan"}
        </button>
      }
    >
      <SetAside kind="tour" />
      {unwritten && (
        <section class="card card--warm">
          <h2>Sidste tur mangler at blive skrevet</h2>
          <a class="button button--plain" href={to("hjem", unwritten.record)}>
            Skriv om turen
          </a>
        </section>
      )}
      {planned.map((tour) => (
        <section class="card" key={tour.record}>
          <h2>
            Planlagt {tour.fields.planned_from && `kl. ${timeOf(String(tour.fields.planned_from))}`}
          </h2>
          <p>
            {((tour.fields.places ?? []) as string[])
              .map((key) => placeName(store, key))
              .join(" · ")}
          </p>
        </section>
      ))}
      {planned.length === 0 && (
        <>
          <p class="quiet">Der er ingen tur planlagt til dig i dag. I kan gå ud alligevel.</p>
          <Chips
            title="Hvem går du med?"
            name="members"
            codes={people.map((each) => each.username)}
            labels={(code) => personName(store, code)}
            isOn={(code) => partners.includes(code)}
            onTap={(code) =>
              setPartners(
                partners.includes(code)
                  ? partners.filter((each) => each !== code)
                  : [...partners, code],
              )
            }
          />
        </>
      )}
    </Frame>
  );
}
