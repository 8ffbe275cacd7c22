import { describe, expect, it } from "vitest";
import {
  batch,
  bytes,
  halved,
  MOST_BYTES,
  MOST_ITEMS,
  pause,
  settle,
  type Waiting,
} from "./outbox";
import type { Item, Result } from "./wire";

const item = (op: string, text = ""): Item => ({
  op,
  kind: "observation",
  record: `r-${op}`,
  form: 1,
  base: null,
  made_at: "2026-10-23T20:00:00Z",
  fields: { text },
  was: {},
});

const waiting = (count: number, text = ""): Waiting[] =>
  Array.from({ length: count }, (_, seq) => ({ seq, item: item(String(seq), text) }));

const taken = (op: string): Result => ({ op, outcome: "taken", record: `r-${op}`, version: 1 });

describe("what goes in a call", () => {
  it("keeps the order of writing, however it was read from the disk", () => {
    const mixed = waiting(5).reverse();
    expect(batch(mixed).map(({ op }) => op)).toEqual(["0", "1", "2", "3", "4"]);
  });

  it("stops at fifty", () => expect(batch(waiting(120))).toHaveLength(MOST_ITEMS));

  it("stops before the call is too large, counting Danish letters as two", () => {
    const chosen = batch(waiting(50, "ø".repeat(6_000)));
    expect(bytes(JSON.stringify(chosen))).toBeLessThanOrEqual(MOST_BYTES + 2);
    expect(chosen.length).toBeGreaterThan(10);
  });

  it("sends one alone, however large, rather than nothing", () =>
    expect(batch(waiting(2, "x".repeat(300_000)))).toHaveLength(1));

  it("halves down to one", () => expect([50, 25, 3, 1].map(halved)).toEqual([25, 12, 1, 1]));
});

describe("what lets go of an item", () => {
  const all = waiting(4);
  const sent = batch(all, 3);

  it("only taken, conflict and parked do", () => {
    const results: Result[] = [
      taken("0"),
      { op: "1", outcome: "conflict", record: "r-1", version: 2, collided: ["text"] },
      { op: "2", outcome: "parked", reason: "no_access", text: "…" },
    ];
    const { left, settled } = settle(all, sent, results);
    expect(left.map((each) => each.item.op)).toEqual(["3"]);
    expect(settled).toHaveLength(3);
  });

  it("keeps what the answer does not name", () =>
    expect(settle(all, sent, [taken("1")]).left.map((each) => each.item.op)).toEqual([
      "0",
      "2",
      "3",
    ]));

  it("does not believe a word about what was not sent", () =>
    expect(settle(all, sent, [taken("3"), taken("ghost")]).left).toHaveLength(4));

  it("hears each answer once", () =>
    expect(settle(all, sent, [taken("0"), taken("0")]).settled).toHaveLength(1));
});

describe("the pause after failures", () => {
  it("doubles from a second to five minutes and no longer", () =>
    expect([1, 2, 3, 9, 10, 60].map((count) => pause(count, 1))).toEqual([
      1_000, 2_000, 4_000, 256_000, 300_000, 300_000,
    ]));

  it("is spread by chance, so that phones do not call together", () =>
    expect([pause(4, 0), pause(4, 1)]).toEqual([4_000, 8_000]));
});
