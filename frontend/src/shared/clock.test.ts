import { expect, test } from "vitest";
import { whenOf } from "./clock";

test("a moment of another day says its day, and a time never looks like one", () => {
  expect(whenOf("2026-11-26T04:11:00Z", "2026-11-26")).toBe("kl. 05.11");
  expect(whenOf("2026-11-25T04:11:00Z", "2026-11-26")).toBe("ons. 25. nov. kl. 05.11");
  // Danish days, not those of the world's clock.
  expect(whenOf("2026-11-25T23:30:00Z", "2026-11-26")).toBe("kl. 00.30");
});
