/** Which of the team's codes are offered: those met last, or those that begin as sought. */

import type { View } from "../../shared/book";
import type { Values } from "../../shared/wire";

const MOST = 8;

/** Give the codes to show: once a letter is sought, those; before, the last and the chosen. */
export function codesShown(
  all: readonly View[],
  chosen: string,
  sought: string | null,
): readonly View[] {
  const start = sought?.trim().toUpperCase();
  if (start) {
    return [...all]
      .filter(({ fields }) => String(fields.code).toUpperCase().startsWith(start))
      .sort((one, other) => byCode.compare(String(one.fields.code), String(other.fields.code)));
  }
  const latest = [...all].sort((one, other) =>
    lastMet(other.fields).localeCompare(lastMet(one.fields)),
  );
  const few = latest.slice(0, MOST);
  const other = latest.slice(MOST).find(({ record }) => record === chosen);
  return other === undefined ? few : [...few.slice(0, MOST - 1), other];
}

const byCode = new Intl.Collator("da-DK", { numeric: true });
const lastMet = (fields: Values): string => String(fields.last_contact_on ?? "9999");
