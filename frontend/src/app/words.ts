/** What things are called: codes by the server's labels, kinds of records by our own. */

import type { Kind } from "../shared/wire";
import type { Store } from "./core/store";

const OWN_LABELS: ReadonlySet<string> = new Set([
  "contact",
  "check_in",
  "incident",
  "incident_entry",
  "place",
]);

export const KINDS: Record<Kind, string> = {
  tour: "Tur",
  brief_read: "Briefing læst",
  checklist: "Tjekliste",
  check_in: "Melding",
  observation: "Stop",
  contact: "Kontakt",
  known: "Kode",
  group: "Gruppe",
  sighting: "Gruppe set igen",
  follow_up: "Opfølgning",
  incident: "Hændelse",
  incident_entry: "Linje i hændelse",
};

/** Give the word for a code of a field. */
export function word(store: Store, kind: Kind | "place", field: string, code: unknown): string {
  if (typeof code !== "string" || code === "") return "";
  if (field === "crowd" && code !== "0") return code.replace("-", "–");
  const name = field === "kind" && OWN_LABELS.has(kind) ? `${kind}_kind` : field;
  return (store.meta.base?.labels[name]?.[code] ?? code).replace(/^(\d+)-(\d+)$/, "$1–$2");
}

export const words = (store: Store, kind: Kind, field: string, codes: unknown): string[] =>
  Array.isArray(codes) ? codes.map((code) => word(store, kind, field, code)) : [];

export const placeName = (store: Store, key: unknown): string =>
  store.meta.base?.places.find((place) => place.key === key)?.name ?? "";

export const personName = (store: Store, username: unknown): string =>
  store.meta.base?.people.find((person) => person.username === username)?.name ??
  String(username ?? "");

export const firstName = (name: string): string => name.split(" ")[0] ?? name;

export const plural = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;
