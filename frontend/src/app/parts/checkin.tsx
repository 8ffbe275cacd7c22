/** All is well, or it is not: the check-in of those who are out. */

import type { View } from "../../shared/book";
import { timeOf } from "../../shared/clock";
import { useStore, useTick } from "../context";
import { momentOf, nextCheckIn, ofTour } from "../model/tour";

const SOON = 10 * 60_000;

export function CheckIn({ tour }: { tour: View }) {
  const store = useStore();
  useTick(15_000);
  const last = ofTour(store, "check_in", tour.record).at(-1);
  const due = nextCheckIn(store, tour);
  const left = due - Date.now();
  const state = left < 0 ? "late" : left < SOON ? "soon" : "calm";
  const say = (kind: "ok" | "help") => {
    store.add("check_in", { tour: tour.record, kind });
  };
  if (last?.fields.kind === "help") {
    return <Called tour={tour} help={last} onSafe={() => say("ok")} />;
  }
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
          <span class="quiet">Bagvagten har intet nummer her.</span>
        )}
      </div>
      <button type="button" class="button button--safe" onClick={onSafe}>
        Alt vel igen
      </button>
    </div>
  );
}
