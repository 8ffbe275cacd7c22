/** All is well, or it is not: the check-in of those who are out. */

import type { View } from "../../shared/book";
import { timeOf } from "../../shared/clock";
import { to, useStore, useTick } from "../context";
import { momentOf, nextCheckIn, ofTour } from "../model/tour";

const SOON = 10 * 60_000;

/** How it stands with the pair: when they must check in, and whether they have called for help. */
function useCheckIn(tour: View) {
  const store = useStore();
  useTick(15_000);
  const last = ofTour(store, "check_in", tour.record).at(-1);
  const due = nextCheckIn(store, tour);
  const left = due - Date.now();
  const state: "late" | "soon" | "calm" = left < 0 ? "late" : left < SOON ? "soon" : "calm";
  return { due, state, help: last?.fields.kind === "help" ? last : undefined };
}

/** The same in one line, on the screen where a pair spends the evening. */
export function CheckInLine({ tour }: { tour: View }) {
  const { due, state, help } = useCheckIn(tour);
  if (help) {
    return (
      <p class="notice notice--bad">
        I har bedt om hjælp kl. {timeOf(momentOf(help))}.{" "}
        <a href={to("")}>Ring, eller meld alt vel</a>
      </p>
    );
  }
  if (state === "calm") return <p class="quiet">Meld jer senest kl. {timeOf(due)}.</p>;
  return (
    <p class={`notice notice--${state === "late" ? "bad" : "warn"}`}>
      {state === "late" ? "I skulle have meldt jer kl. " : "Meld jer senest kl. "}
      {timeOf(due)}. <a href={to("")}>Meld jer nu</a>
    </p>
  );
}

export function CheckIn({ tour }: { tour: View }) {
  const store = useStore();
  const { due, state, help } = useCheckIn(tour);
  const say = (kind: "ok" | "help") => {
    store.add("check_in", { tour: tour.record, kind });
  };
  if (help) {
    return <Called tour={tour} help={help} onSafe={() => say("ok")} />;
  }
  return (
    <div class={`checkin checkin--${state}`}>
      <p class="checkin__due" role="status">
        {state === "late" ? "I skulle have meldt jer kl. " : "Meld jer senest kl. "}
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

interface CalledProps {
  tour: View;
  help: View;
  onSafe: () => void;
}

/** After the call for help: whether it got through, and whom to ring at once. */
function Called({ tour, help, onSafe }: CalledProps) {
  const onCall = tour.fields.on_call as { name: string; phone: string } | undefined;
  return (
    <div class="checkin checkin--late">
      <p class="checkin__due" role="alert">
        <strong>I har bedt om hjælp kl. {timeOf(momentOf(help))}.</strong>{" "}
        {help.waits ? "Det er ikke sendt endnu: ring." : "Det er sendt."}
      </p>
      <div class="checkin__row checkin__row--even">
        <a class="button button--alarm" href="tel:112">
          Ring 112
        </a>
        {onCall?.phone ? (
          <a class="button button--alarm" href={`tel:${onCall.phone.replace(/\s/g, "")}`}>
            Ring til {onCall.name}
          </a>
        ) : (
          <span class="quiet">
            {onCall ? "Bagvagten har intet nummer her." : "Ingen har bagvagten på turen."}
          </span>
        )}
      </div>
      <button type="button" class="button button--safe" onClick={onSafe}>
        Alt vel igen
      </button>
    </div>
  );
}
