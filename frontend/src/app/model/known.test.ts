import { expect, test } from "vitest";
import type { View } from "../../shared/book";
import { codesShown } from "./known";

const known = (code: string, last: string | null): View =>
  ({ record: code, fields: { code, last_contact_on: last } }) as unknown as View;
const many = Array.from({ length: 60 }, (_each, number) =>
  known(`A${number + 1}`, `2026-01-${String((number % 28) + 1).padStart(2, "0")}`),
);
const codes = (views: readonly View[]) => views.map(({ record }) => record);

test("the eight met last are shown, one just made first", () => {
  const shown = codes(codesShown([...many, known("B1", null)], "", null));
  expect(shown).toHaveLength(8);
  expect(shown[0]).toBe("B1");
  expect(shown[1]).toBe("A28");
});

test("the chosen code stays in sight", () => {
  const shown = codes(codesShown(many, "A1", null));
  expect(shown).toHaveLength(8);
  expect(shown).toContain("A1");
});

test("others are found by how they begin, in order of letter and number", () => {
  expect(codes(codesShown(many, "", "a1")).slice(0, 3)).toEqual(["A1", "A10", "A11"]);
  expect(codes(codesShown(many, "", ""))).toHaveLength(8);
  expect(codes(codesShown(many, "", "b"))).toEqual([]);
});
