import { describe, expect, it } from "vitest";
import { readAnswer } from "./answer";
import { afterwards, changed, differing, type Kept, noteOf, view, views } from "./book";
import { addDays, clockFault, dayOf, skewOf, timeOf, weekday } from "./clock";
import { outdated } from "./keeping";
import type { Item, Kind, Values } from "./wire";

const kept = (kind: Kind, record: string, fields: Values, version = 1): Kept => ({
  kind,
  record,
  version,
  fields,
});
const item = (record: string, fields: Values, base: number | null = 1): Item => ({
  op: `op-${record}`,
  kind: "tour",
  record,
  form: 1,
  base,
  made_at: "2026-10-23T20:00:00Z",
  fields,
  was: {},
});

describe("what the worker sees", () => {
  const records = new Map([["a", kept("tour", "a", { mood: "calm", summary: "" })]]);
  const waiting = [
    { seq: 2, item: item("a", { mood: "tense" }) },
    { seq: 1, item: item("a", { mood: "loud" }) },
    { seq: 3, item: item("b", { mood: "calm" }, null) },
  ];

  it("is the server's word with what waits laid on top, in order", () =>
    expect(view(records, waiting, "a")?.fields).toMatchObject({ mood: "tense", summary: "" }));

  it("has what the server has not heard of yet", () =>
    expect(views(records, waiting, "tour").map(({ record }) => record)).toEqual(["a", "b"]));

  it("takes on the value that stands after a conflict", () => {
    const result = {
      op: "op-a",
      outcome: "conflict",
      record: "a",
      version: 5,
      collided: ["mood"],
      fields: { mood: "conflict" },
    } as const;
    const after = afterwards(records.get("a"), {
      item: item("a", { mood: "loud", summary: "x" }),
      result: { ...result, collided: ["mood"] },
    });
    expect(after).toMatchObject({ version: 5, fields: { mood: "conflict", summary: "x" } });
  });

  it("never makes half a record of a change to one it no longer holds", () => {
    const result = { op: "op-z", outcome: "taken", record: "z", version: 2 } as const;
    expect(afterwards(undefined, { item: item("z", { mood: "calm" }, 3), result })).toBeNull();
  });

  it("is told which code a taken one became", () => {
    const made = { ...item("k", { code: "B7" }, null), kind: "known" as const };
    const fields = { code: "B8" };
    const result = {
      op: "op-k",
      outcome: "conflict",
      record: "k",
      collided: ["code"],
      fields,
    } as const;
    const note = noteOf(
      { item: made, result: { ...result, collided: ["code"] } },
      "2026-10-23T20:00:00Z",
    );
    expect(note?.text).toBe("Koden B7 var brugt. Den nye er B8.");
  });

  it("does not go back to an older version", () => {
    const newer = kept("tour", "a", { mood: "tense" }, 7);
    expect(changed(newer, { kind: "tour", record: "a", version: 6, fields: {} })).toBe(newer);
  });

  it("sends only what was changed", () =>
    expect(differing({ a: 1, b: ["x"], c: "" }, { a: 1, b: ["y"], c: "" })).toEqual({ b: ["x"] }));
});

describe("what a phone may hold", () => {
  const today = "2026-10-23";
  const cases: [Kept, boolean][] = [
    [kept("tour", "t1", { day: "2026-10-20" }), false],
    [kept("tour", "t2", { day: "2026-10-19" }), true],
    [kept("tour", "t3", { day: "2026-10-24" }), false],
    [kept("tour", "t4", { day: "2026-10-25" }), true],
    [kept("observation", "o1", { seen_at: "2026-10-08T22:30:00Z" }), false],
    [kept("observation", "o2", { seen_at: "2026-10-08T21:30:00Z" }), true],
    [kept("known", "k1", { last_contact_on: "2026-07-01" }), true],
    [kept("group", "g1", { closed_on: null }), false],
    [kept("follow_up", "f1", { done_at: "2026-10-22T10:00:00Z" }), true],
    [kept("contact", "c1", {}), true],
    [kept("check_in", "h1", { tour: "t2" }), true],
    [kept("check_in", "h2", { tour: "t1" }), false],
  ];
  const gone = new Set(outdated(new Map(cases.map(([each]) => [each.record, each])), today));

  it.each(cases)("%o removed: %s", (each, expected) =>
    expect(gone.has(each.record)).toBe(expected),
  );
});

describe("the clock", () => {
  it("knows Danish days across midnight and both changes of the clock", () => {
    expect(dayOf("2026-10-23T21:59:00Z")).toBe("2026-10-23");
    expect(dayOf("2026-10-23T22:01:00Z")).toBe("2026-10-24");
    expect(dayOf("2026-03-28T23:30:00Z")).toBe("2026-03-29");
    expect(timeOf("2026-10-25T01:30:00Z")).toBe("02.30");
    expect(addDays("2026-03-28", 2)).toBe("2026-03-30");
    expect(weekday("2026-10-25")).toBe(7);
  });

  it("tolerates two minutes and tells of more", () => {
    expect(
      skewOf(
        "2026-10-23T20:01:00Z",
        Date.parse("2026-10-23T20:00:00Z"),
        Date.parse("2026-10-23T20:00:00Z"),
      ),
    ).toBe(0);
    expect(clockFault(-86_400_000)).toContain("24 timer for hurtigt");
    expect(clockFault(0)).toBe("");
  });
});

describe("an answer that is not one", () => {
  const whole = JSON.stringify({ now: "2026-10-23T20:00:00Z", results: [], changes: [] });

  it.each(["", "<html>", "null", "[]", "{}", whole.slice(0, -1)])("%s is none", (body) =>
    expect(readAnswer(body)).toBeNull(),
  );

  it("is read when whole, gaps filled in", () =>
    expect(readAnswer(whole)).toMatchObject({ wipe: false, more: false, cursor: null }));
});
