/** How long a phone may hold what, by docs/phone/README.md; what falls outside is removed. */

import { type Kept, type Note, OWN, type Records } from "./book";
import { addDays, dayOf } from "./clock";
import type { Base, Value } from "./wire";

const TOUR_DAYS = 3;
const OBSERVATION_DAYS = 14;
const CODE_DAYS = 92; // three months without contact
const NOTE_DAYS = 14;

/** Give the ids of the records that the phone no longer needs on this day. */
export function outdated(records: Records, today: string): string[] {
  const over = [...records.values()].filter((kept) => isOutdated(kept, today));
  const gone = new Set(over.map((kept) => kept.record));
  for (const kept of records.values()) {
    const tour = OWN.has(kept.kind) ? kept.fields.tour : null;
    if (typeof tour === "string" && (gone.has(tour) || !records.has(tour))) gone.add(kept.record);
  }
  return [...gone];
}

function isOutdated({ kind, fields }: Kept, today: string): boolean {
  switch (kind) {
    case "tour":
      return isBefore(fields.day, addDays(today, -TOUR_DAYS)) || isAfter(fields.day, today, 1);
    case "observation":
      return isBefore(dayIn(fields.seen_at), addDays(today, -OBSERVATION_DAYS));
    case "known":
      return isBefore(fields.last_contact_on, addDays(today, -CODE_DAYS));
    case "group":
      return Boolean(fields.closed_on);
    case "follow_up":
      return Boolean(fields.done_at);
    case "incident":
      return Boolean(fields.closed_at);
    case "contact":
      return true;
    default:
      return false;
  }
}

/** Take what is over out of the base. */
export function trimmed(base: Base, today: string): Base {
  return {
    ...base,
    deployments: base.deployments.filter((each) => each.last === null || each.last >= today),
  };
}

/** Keep the notes that are still worth reading. */
export const fresh = (notes: readonly Note[], today: string): Note[] =>
  notes.filter((note) => dayOf(note.at) >= addDays(today, -NOTE_DAYS));

const dayIn = (moment: Value | undefined): Value =>
  typeof moment === "string" ? dayOf(moment) : null;

const isBefore = (day: Value | undefined, limit: string): boolean =>
  typeof day === "string" && day < limit;

const isAfter = (day: Value | undefined, today: string, days: number): boolean =>
  typeof day === "string" && day > addDays(today, days);
