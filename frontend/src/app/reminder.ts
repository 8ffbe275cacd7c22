/** Reminds those who are out that it is time to check in: also behind the lock, and without names. */

import type { Core } from "./core/core";
import { activeTour, nextCheckIn } from "./model/tour";

const LOOK = 10_000;
const TEXT = "Husk at melde dig";

export function watchCheckIn(core: Core): void {
  let due: number | null = null;
  let reminded: number | null = null;
  core.subscribe(() => {
    if (!core.open) return;
    const tour = activeTour(core.open.store);
    due = tour ? nextCheckIn(core.open.store, tour) : null;
  });
  setInterval(() => {
    if (due === null || Date.now() < due || reminded === due) return;
    reminded = due;
    void remind();
  }, LOOK);
}

async function remind(): Promise<void> {
  navigator.vibrate?.([300, 200, 300]);
  if (!("Notification" in window) || Notification.permission !== "granted") return;
  const worker = await navigator.serviceWorker.ready;
  await worker.showNotification("Indsats", {
    body: TEXT,
    tag: "check-in",
    icon: "/static/felt/icon-192.png",
  });
}
