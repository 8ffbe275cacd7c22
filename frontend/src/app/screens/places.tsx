/** Places: the map and the list, nearest first; and one place with what was seen there lately. */

import { useState } from "preact/hooks";
import { dayInWords, dayOf } from "../../shared/clock";
import type { Position } from "../../shared/wire";
import { go, to, useStore } from "../context";
import { findMe, findPlace, seenAt } from "../model/places";
import { momentOf } from "../model/tour";
import { Frame } from "../parts/frame";
import { Icon } from "../parts/icons";
import { PlaceMap } from "../parts/map";
import { PlaceList } from "../parts/place";
import { word } from "../words";
import { groupName } from "./group";
import { Stop } from "./tour";

export function PlacesScreen() {
  const [from, setFrom] = useState<Position>();
  const [said, setSaid] = useState("");
  const find = async () => {
    setSaid("Finder dig …");
    const found = await findMe();
    setFrom(found ?? undefined);
    setSaid(
      found
        ? "Listen er sorteret efter, hvor du er. Det gemmes ikke."
        : "Telefonen kunne ikke finde dig. Søg i listen i stedet.",
    );
  };
  const open = (key: string) => go("sted", key);
  return (
    <Frame
      title="Steder"
      dock={
        <button type="button" class="button button--plain" onClick={() => void find()}>
          <Icon name="me" /> Find mig
        </button>
      }
    >
      <PlaceMap onPick={open} position={from ?? null} />
      <p class="quiet" role="status">
        {said}
      </p>
      <PlaceList onPick={open} from={from} />
    </Frame>
  );
}

export function PlaceScreen({ place: key }: { place: string }) {
  const store = useStore();
  const place = findPlace(store, key);
  const stops = seenAt(store, key);
  const groups = store.views("group").filter((group) => group.fields.place === key);
  return (
    <Frame
      title={place?.name ?? "Sted"}
      isForm
      dock={
        <>
          <a class="button button--quiet" href={to("steder")}>
            Tilbage
          </a>
          <a class="button" href={to("kontakt", key)}>
            Kontakt
          </a>
          <a class="button button--main" href={to("stop", key)}>
            Stop her
          </a>
        </>
      }
    >
      {place && (
        <p class="quiet">
          {[word(store, "place", "kind", place.kind), place.address].filter(Boolean).join(" · ")}
        </p>
      )}
      {place?.note && <p class="notice">{place.note}</p>}
      <Opening hours={place?.opening_hours ?? []} />
      <PlaceMap chosen={key} onPick={(other) => go("sted", other)} />
      {groups.length > 0 && (
        <section>
          <h2>Grupper</h2>
          <ul class="rows">
            {groups.map((group) => (
              <li key={group.record}>
                <a class="row" href={to("gruppe", group.record)}>
                  <span>{groupName(store, group)}</span>
                  <span class="go">Set igen</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>De sidste 14 dage</h2>
        {stops.length === 0 && <p class="quiet">Ingen stop her.</p>}
        {stops.map((stop, index) => {
          const day = dayOf(momentOf(stop));
          const isFirst = index === 0 || dayOf(momentOf(stops[index - 1] ?? stop)) !== day;
          return (
            <div key={stop.record}>
              {isFirst && <h3>{dayInWords(day)}</h3>}
              <ul class="rows">
                <Stop stop={stop} isAtPlace />
              </ul>
            </div>
          );
        })}
      </section>
    </Frame>
  );
}

const DAYS = ["", "man", "tirs", "ons", "tors", "fre", "lør", "søn"];

function Opening({ hours }: { hours: { days: number[]; from: string; to: string }[] }) {
  if (hours.length === 0) return null;
  return (
    <ul class="plain" aria-label="Åbningstider">
      {hours.map(({ days, from, to: until }) => (
        <li key={`${days} ${from}`}>
          {days.map((day) => DAYS[day]).join(", ")}: {from.replace(":", ".")}–
          {until.replace(":", ".")}
        </li>
      ))}
    </ul>
  );
}
