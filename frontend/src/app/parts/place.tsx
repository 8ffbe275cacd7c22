/** Where: the likely places first, then all of them by search, or a pin on the map. */

import { useId, useState } from "preact/hooks";
import type { Place, Position, Values } from "../../shared/wire";
import { useStore } from "../context";
import {
  allPlaces,
  distance,
  findPlace,
  inWords,
  lastPlace,
  nearest,
  search,
  shortList,
} from "../model/places";
import { Icon } from "./icons";
import { PlaceMap } from "./map";

interface Props {
  place: unknown;
  position?: Position | null;
  change: (values: Values) => void;
  mayPin?: boolean;
  isMissing?: boolean;
}

export function PlacePicker({ place, position = null, change, mayPin = false, isMissing }: Props) {
  const store = useStore();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const pick = (key: string) => {
    change(mayPin ? { place: key, position: null } : { place: key });
    setOpen(false);
  };
  const pin = (at: Position) => {
    change({ place: null, position: rounded(at) });
    setOpen(false);
  };
  return (
    <div class="question" role="group" aria-labelledby={id} id="field-place">
      <h2 id={id}>
        Sted
        {isMissing && <span class="asked"> Vælg et</span>}
      </h2>
      <div class="chips">
        {shortList(store, place, 4).map(({ key, name }) => (
          <button
            key={key}
            type="button"
            class="chip"
            aria-pressed={place === key}
            onClick={() => pick(key)}
          >
            {name}
          </button>
        ))}
        {position && (
          <button
            type="button"
            class="chip"
            aria-pressed={true}
            onClick={() => change({ position: null })}
          >
            Nål på kortet
          </button>
        )}
        <button
          type="button"
          class="chip chip--more"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon name="search" /> Et andet sted
        </button>
      </div>
      {isOpen && (
        <div class="drawer">
          <PlaceList onPick={pick} />
          {mayPin && (
            <>
              <p class="quiet">Eller sæt en nål: tryk på kortet.</p>
              <PlaceMap position={position} onPin={pin} />
            </>
          )}
        </div>
      )}
    </div>
  );
}

const rounded = ({ latitude, longitude }: Position): Position => ({
  latitude: Math.round(latitude * 10_000) / 10_000,
  longitude: Math.round(longitude * 10_000) / 10_000,
});

interface ListProps {
  onPick: (key: string) => void;
  from?: Position | undefined;
  most?: number;
}

/** All places by search, nearest first. */
export function PlaceList({ onPick, from, most = 40 }: ListProps) {
  const store = useStore();
  const id = useId();
  const [text, setText] = useState("");
  const start: Position | undefined = from ?? findPlace(store, lastPlace(store));
  const found = search(nearest(allPlaces(store), start), text);
  return (
    <>
      <label class="hidden" for={id}>
        Søg efter sted
      </label>
      <input
        id={id}
        type="search"
        placeholder="Søg efter sted"
        autocomplete="off"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <ul class="rows">
        {found.slice(0, most).map((place: Place) => (
          <li key={place.key}>
            <button type="button" class="row" onClick={() => onPick(place.key)}>
              <span>{place.name}</span>
              {start && <span class="quiet">{inWords(distance(start, place))}</span>}
            </button>
          </li>
        ))}
        {found.length === 0 && <li class="quiet">Intet sted hedder sådan.</li>}
      </ul>
    </>
  );
}
