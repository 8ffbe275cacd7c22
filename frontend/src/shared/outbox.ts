/** The outbox: what waits, in which order it goes, and what alone lets it go. */

import type { Item, Result } from "./wire";

export interface Waiting {
  seq: number;
  item: Item;
}

export interface Settled {
  item: Item;
  result: Result;
}

export const MOST_ITEMS = 50;
export const MOST_BYTES = 240 * 1024; // of the server's 256 kB, the rest for the frame
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 300_000;

/** Count the bytes of a text in UTF-8. */
export function bytes(text: string): number {
  let sum = 0;
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0;
    sum += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return sum;
}

/** Give the next items to send, in the order they were written; always one where any waits. */
export function batch(waiting: readonly Waiting[], most: number = MOST_ITEMS): Item[] {
  const chosen: Item[] = [];
  let size = 0;
  for (const { item } of inOrder(waiting)) {
    size += bytes(JSON.stringify(item)) + 1;
    if (chosen.length >= most || (chosen.length > 0 && size > MOST_BYTES)) break;
    chosen.push(item);
  }
  return chosen;
}

/** Give the size to try after the server found a batch too large. */
export const halved = (sent: number): number => Math.max(1, Math.floor(sent / 2));

/**
 * Let go of what was sent and answered for; everything else stays.
 * A word about an item that was not in this call is not believed.
 */
export function settle(
  waiting: readonly Waiting[],
  sent: readonly Item[],
  results: readonly Result[],
): { left: Waiting[]; settled: Settled[] } {
  const asked = new Map(sent.map((item) => [item.op, item]));
  const settled: Settled[] = [];
  for (const result of results) {
    const item = asked.get(result.op);
    if (item === undefined) continue;
    asked.delete(result.op);
    settled.push({ item, result });
  }
  const done = new Set(settled.map(({ item }) => item.op));
  return { left: waiting.filter(({ item }) => !done.has(item.op)), settled };
}

/** Say how long to wait after so many failures: doubled each time, spread by chance (0 to 1). */
export function pause(failures: number, chance: number): number {
  const longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.max(0, failures - 1));
  return Math.round(longest * (0.5 + chance / 2));
}

/** Put what waits in the order it was written. */
export function inOrder(waiting: readonly Waiting[]): Waiting[] {
  return [...waiting].sort((one, other) => one.seq - other.seq);
}

/** Give the number for the next item. */
export const nextSeq = (waiting: readonly Waiting[]): number =>
  waiting.reduce((highest, each) => Math.max(highest, each.seq), 0) + 1;
