/** The worker's book: what the server said last, with what waits laid on top. */

import { inOrder, type Settled, type Waiting } from "./outbox";
import type { Change, Item, Kind, Values } from "./wire";

/** A record as the server said it last. */
export interface Kept {
  kind: Kind;
  record: string;
  version: number;
  fields: Values;
}

/** A record as the worker sees it. */
export interface View {
  kind: Kind;
  record: string;
  version: number | null;
  fields: Values;
  waits: boolean;
}

/** What the worker must be told about something that was not simply taken in. */
export interface Note {
  op: string;
  kind: Kind;
  outcome: "parked" | "conflict";
  at: string;
  text: string;
  collided: string[];
}

export type Records = ReadonlyMap<string, Kept>;

/** Records that leave the phone as soon as the server has them; groups and incidents tell the rest. */
const LEAVE_AT_ONCE: ReadonlySet<string> = new Set<Kind>(["contact", "sighting", "incident_entry"]);

/** Records of one's own that the server never sends back. */
export const OWN: ReadonlySet<string> = new Set<Kind>(["brief_read", "checklist", "check_in"]);

/** Give every record of a kind as the worker sees it. */
export function views(records: Records, waiting: readonly Waiting[], kind: Kind): View[] {
  const found = new Map<string, View>();
  for (const kept of records.values()) {
    if (kept.kind === kind) found.set(kept.record, { ...kept, waits: false });
  }
  for (const { item } of inOrder(waiting)) {
    if (item.kind === kind) found.set(item.record, laidOn(found.get(item.record), item));
  }
  return [...found.values()];
}

/** Give one record as the worker sees it. */
export function view(
  records: Records,
  waiting: readonly Waiting[],
  record: string,
): View | undefined {
  const kept = records.get(record);
  let seen: View | undefined = kept && { ...kept, waits: false };
  for (const { item } of inOrder(waiting)) {
    if (item.record === record) seen = laidOn(seen, item);
  }
  return seen;
}

function laidOn(under: View | undefined, item: Item): View {
  return {
    kind: item.kind,
    record: item.record,
    version: under?.version ?? null,
    fields: { made_at: item.made_at, ...under?.fields, ...item.fields },
    waits: true,
  };
}

/** Say what an answered item makes of its record; null where nothing of it stays on the phone. */
export function afterwards(kept: Kept | undefined, { item, result }: Settled): Kept | null {
  if (result.outcome === "parked") return kept ?? null;
  const isUnknown = kept === undefined && item.base !== null; // no longer held: never half a record
  if (LEAVE_AT_ONCE.has(item.kind) || isUnknown) return null;
  return {
    kind: item.kind,
    record: item.record,
    version: result.version ?? 1,
    fields: { made_at: item.made_at, ...kept?.fields, ...item.fields, ...result.fields },
  };
}

/** Say what a change from the server makes of a record; null where it is gone. */
export function changed(kept: Kept | undefined, change: Change): Kept | null {
  if (change.gone || LEAVE_AT_ONCE.has(change.kind)) return null;
  const version = change.version ?? 0;
  if (kept && kept.version > version) return kept;
  return { kind: change.kind as Kind, record: change.record, version, fields: change.fields ?? {} };
}

/** Give what the worker is to be told about an answered item; null where all went well. */
export function noteOf({ item, result }: Settled, at: string): Note | null {
  if (result.outcome === "taken") return null;
  const collided = result.outcome === "conflict" ? result.collided : [];
  const text = result.outcome === "parked" ? result.text : collision(item, result.fields);
  return { op: item.op, kind: item.kind, outcome: result.outcome, at, text, collided };
}

function collision(item: Item, stands: Values = {}): string {
  if (item.kind === "known")
    return `Koden ${item.fields.code} var brugt. Den nye er ${stands.code}.`;
  return "En anden har skrevet i det samme felt. Begge dele er gemt, og koordinatoren vælger.";
}

/** Keep of some values only those that are no longer what they were. */
export function differing(fields: Values, was: Values): Values {
  return Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => !same(value, was[name] ?? null)),
  );
}

/** Two values are the same also where both are nothing: null, no text, an empty list, a no. */
const same = (one: unknown, other: unknown): boolean => plain(one) === plain(other);

const NOTHING: ReadonlySet<string | undefined> = new Set(["null", '""', "[]", "false", undefined]);

function plain(value: unknown): string | undefined {
  const text = JSON.stringify(value);
  return NOTHING.has(text) ? "null" : text;
}
