/** Places near and lately used; where the phone itself is, is asked only when somebody asks it to. */

import type { Place, Position } from "../../shared/wire";
import type { Store } from "../core/store";
import { activeTour, momentOf, ofTour } from "./tour";

const EARTH = 6_371_000;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Give the metres between two positions. */
export function distance(one: Position, other: Position): number {
  const x = radians(other.longitude - one.longitude) * Math.cos(radians(one.latitude));
  return Math.hypot(x, radians(other.latitude - one.latitude)) * EARTH;
}

export const inWords = (metres: number): string =>
  metres < 950
    ? `${Math.max(50, Math.round(metres / 50) * 50)} m`
    : `${(metres / 1000).toFixed(1).replace(".", ",")} km`;

export const allPlaces = (store: Store): Place[] => store.meta.base?.places ?? [];

export const findPlace = (store: Store, key: unknown): Place | undefined =>
  allPlaces(store).find((place) => place.key === key);

/** Put the places nearest to a position first; without one, by name. */
export function nearest(places: readonly Place[], from?: Position): Place[] {
  if (!from) return [...places].sort((one, other) => one.name.localeCompare(other.name, "da"));
  return [...places].sort((one, other) => distance(from, one) - distance(from, other));
}

/** Give the place a stop is most likely at: the next of the tour, else the last one used. */
export function likelyPlace(store: Store): string | null {
  const tour = activeTour(store);
  const seen = new Set(
    tour ? ofTour(store, "observation", tour.record).map((each) => each.fields.place) : [],
  );
  const planned = (tour?.fields.places ?? []) as string[];
  return planned.find((key) => !seen.has(key)) ?? lastPlace(store);
}

export const lastPlace = (store: Store): string | null =>
  typeof store.meta.last.place === "string" ? store.meta.last.place : null;

/** Give the few places to choose among first: those of the tour, then those nearest to the last. */
export function shortList(store: Store, chosen: unknown, most = 6): Place[] {
  const tour = activeTour(store);
  const planned = ((tour?.fields.places ?? []) as string[]).map((key) => findPlace(store, key));
  const near = nearest(allPlaces(store), findPlace(store, lastPlace(store)));
  const found = [findPlace(store, chosen), ...planned, ...near];
  return [...new Set(found.filter((place) => place !== undefined))].slice(0, most);
}

/** Ask the phone where it is, once; the answer is used to sort a list and is kept nowhere. */
export function findMe(): Promise<Position | null> {
  return new Promise((done) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => done({ latitude, longitude }),
      () => done(null),
      { enableHighAccuracy: false, timeout: 15_000, maximumAge: 0 },
    );
  });
}

/** Search places by any part of name or address. */
export function search(places: readonly Place[], text: string): Place[] {
  const wanted = text.trim().toLocaleLowerCase("da");
  if (!wanted) return [...places];
  return places.filter(({ name, address = "" }) =>
    `${name} ${address}`.toLocaleLowerCase("da").includes(wanted),
  );
}

/** Give what was seen at a place lately, newest first. */
export const seenAt = (store: Store, place: string) =>
  store
    .views("observation")
    .filter((each) => each.fields.place === place)
    .sort((one, other) => momentOf(other).localeCompare(momentOf(one)));
