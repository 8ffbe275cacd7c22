/** The lock falls by itself when nobody has touched the phone for a while. */

import type { Core } from "./core/core";

export const IDLE = 5 * 60_000;
const LOOK = 5_000;

export function watchIdle(core: Core, most = IDLE): void {
  let touched = Date.now();
  const touch = () => {
    touched = Date.now();
  };
  const look = () => {
    const idle = Date.now() - touched;
    if (core.open && (idle > most || idle < 0)) void core.lock();
  };
  // A phone that slept wakes up with this: look before the touch that woke it counts.
  document.addEventListener("visibilitychange", look);
  for (const event of ["pointerdown", "keydown", "input", "wheel"]) {
    document.addEventListener(event, touch, { capture: true, passive: true });
  }
  core.subscribe(() => {
    if (!core.open) touch();
  });
  setInterval(look, LOOK);
}
