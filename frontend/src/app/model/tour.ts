/** Which tour one is on, which are planned, and when the pair must say that all is well. */

import type { View } from "../../shared/book";
import { addDays, dueAt } from "../../shared/clock";
import type { Kind, Value, Values } from "../../shared/wire";
import type { Store } from "../core/store";

const USUAL_MINUTES = 60;

const list = (value: Value | undefined): unknown[] => (Array.isArray(value) ? value : []);

function isMine(store: Store, tour: View): boolean {
  const members = list(tour.fields.members);
  return members.length === 0 || members.includes(store.meta.phone.username);
}

/** Give one's own tours of today, and of last night while they are still to be written. */
export function myTours(store: Store): View[] {
  const first = addDays(store.today(), -1);
  return store
    .views("tour")
    .filter((tour) => isMine(store, tour) && !tour.fields.cancelled_at)
    .filter((tour) => String(tour.fields.day) >= first && String(tour.fields.day) <= store.today())
    .sort((one, other) => startOf(one).localeCompare(startOf(other)));
}

const startOf = (tour: View): string =>
  String(tour.fields.started_at ?? tour.fields.planned_from ?? tour.fields.day);

/** Give the tour one is out on now. */
export const activeTour = (store: Store): View | undefined =>
  myTours(store).findLast((tour) => tour.fields.started_at && !tour.fields.ended_at);

/** Give the tour that ended and has not been written up. */
export const unwrittenTour = (store: Store): View | undefined =>
  myTours(store).findLast((tour) => tour.fields.ended_at && !tour.fields.written_at);

/** Give the tours one may still set out on: those of today, and of last evening until they end. */
export const plannedTours = (store: Store): View[] =>
  myTours(store).filter(({ fields }) => {
    const isStillOn = Date.parse(String(fields.planned_to)) > store.now();
    return !fields.started_at && (fields.day === store.today() || isStillOn);
  });

/** Give the records of a kind that belong to a tour, in the order they were made. */
export const ofTour = (store: Store, kind: Kind, tour: string): View[] =>
  store
    .views(kind)
    .filter((each) => each.fields.tour === tour)
    .sort((one, other) => momentOf(one).localeCompare(momentOf(other)));

export const momentOf = ({ fields }: View): string =>
  String(fields.seen_at ?? fields.met_at ?? fields.happened_at ?? fields.made_at ?? "");

/** Give the moment by which the pair must check in, by the phone's own clock. */
export function nextCheckIn(store: Store, tour: View): number {
  const last = ofTour(store, "check_in", tour.record).at(-1);
  const from = last ? momentOf(last) : String(tour.fields.started_at);
  const minutes = Number(tour.fields.check_in_minutes ?? USUAL_MINUTES);
  return dueAt(from, minutes);
}

/** Give the unit something is written for: that of the tour, else the first one writes for. */
export function unitFor(store: Store, kind: Kind): string | null {
  const units = store.meta.base?.units ?? [];
  const mine = units.filter((unit) => unit.writes.includes(kind));
  const tour = activeTour(store)?.fields.unit;
  const found = mine.find((unit) => unit.key === tour) ?? mine[0] ?? units[0];
  return found?.key ?? null;
}

/** Tell whether one writes things of a kind anywhere; where not, the server would set them aside. */
export const mayWrite = (store: Store, kind: Kind): boolean =>
  store.meta.base?.units.some((unit) => unit.writes.includes(kind)) ?? true;

/** Fill in what a new record of the street always carries. */
export function frameOf(store: Store, kind: Kind): Values {
  return { unit: unitFor(store, kind), tour: activeTour(store)?.record ?? null };
}

/** Go out now, on a planned tour or on one that nobody planned. */
export function setOut(store: Store, planned: View | undefined, members: string[]): string {
  const started_at = new Date().toISOString();
  const fields: Values = planned
    ? { started_at }
    : {
        day: store.today(),
        unit: unitFor(store, "tour"),
        reason: "planned",
        members,
        started_at,
      };
  const tour = store.add("tour", fields, planned?.record);
  store.add("check_in", { tour, kind: "out" });
  store.set({ last: { ...store.meta.last, members, tour, contacts: 0 } });
  return tour;
}

/** Come home: the tour ends and the pair says so. */
export function comeHome(store: Store, tour: string): void {
  store.add("tour", { ended_at: new Date().toISOString() }, tour);
  store.add("check_in", { tour, kind: "home" });
}

/** Count what was met on a tour; contacts themselves leave the phone once they are sent. */
export const contactsOn = (store: Store, tour: string): number =>
  store.meta.last.tour === tour ? Number(store.meta.last.contacts ?? 0) : 0;
