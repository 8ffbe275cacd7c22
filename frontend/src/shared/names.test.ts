import { expect, it } from "vitest";
import vectors from "../../../indsats/base/rules/name_vectors.json";
import { remarks } from "./names";

it.each(vectors)("says the same as the server about: $text", (vector) => {
  const known = new Set((vector as { known?: string[] }).known);
  const found = remarks(vector.text, known).map(({ looks, text }) => [looks, text]);
  expect(found).toEqual(vector.found);
});
