/** All is well, or it is not: the check-in of those who are out. */

import type { View } from "../../shared/book";
import { timeOf } from "../../shared/clock";
import { useStore, useTick } from "../context";
import { nextCheckIn } from "../model/tour";

const SOON = 10 * 60_000;

export function CheckIn({ tour }: { tour: View }) {
  const store = useStore();
  useTick(15_000);
  const due = nextCheckIn(store, tour);
  const left = due - Date.now();
  const state = left < 0 ? "late" : left < SOON ? "soon" : "calm";
  const say = (kind: "ok" | "help") => {
    store.add("check_in", { tour: tour.record, kind });
  };
  return (
    <div class={`checkin checkin--${state}`}>
      <p class="checkin__due" role="status">
        {left < 0 ? "I skulle have meldt jer kl. " : "Meld jer senest kl. "}
        <strong>{timeOf(due)}</strong>
      </p>
      <div class="checkin__row">
        <button type="button" class="button button--alarm" onClick={() => say("help")}>
          Brug for hjælp
        </button>
        <button type="button" class="button button--safe" onClick={() => say("ok")}>
          Alt vel
        </button>
      </div>
    </div>
  );
}
