/** Starts the app: a new version is taken before anything can be typed, and only one window is used. */

import { render } from "preact";
import { App } from "./app";
import { CoreContext } from "./context";
import { Core } from "./core/core";
import { overNetwork } from "./core/server";
import { watchIdle } from "./idle";
import { watchCheckIn } from "./reminder";
import { followTheme } from "./theme";

declare const __VERSION__: string;

const root = document.getElementById("app") as HTMLElement;
const UPDATE_PATIENCE = 3_000;

/** Give the worker its start; a version that waits takes over now, and the page begins again. */
async function takeVersion(): Promise<void> {
  const workers = navigator.serviceWorker;
  if (!workers) return;
  const waiting = (await workers.getRegistration("/felt/"))?.waiting;
  if (waiting) {
    const taken = new Promise<void>((done) => {
      workers.addEventListener("controllerchange", () => location.reload(), { once: true });
      setTimeout(done, UPDATE_PATIENCE);
    });
    waiting.postMessage("take over");
    await taken;
  }
  workers.register("/felt/arbejder.js", { scope: "/felt/" }).catch(() => undefined);
}

/** Two windows would not know of each other's drafts: the last one opened is the one in use. */
function beTheOnlyOne(core: Core): void {
  void navigator.locks
    ?.request("felt", { steal: true }, () => new Promise<never>(() => {}))
    .catch(() => {
      void core.lock();
      render(<Elsewhere />, root);
    });
}

const Elsewhere = () => (
  <main class="lock">
    <h1>Indsats Felt</h1>
    <p class="lock__said">Appen er åben i et andet vindue.</p>
    <button type="button" class="button button--main" onClick={() => location.reload()}>
      Brug den her
    </button>
  </main>
);

/** In the demonstration the core can be driven from outside, as the tests do; never elsewhere. */
function showToTests(core: Core): void {
  if (core.entries.some((entry) => entry.demo)) Object.assign(window, { indsatsTest: core });
}

async function start(): Promise<void> {
  followTheme();
  await takeVersion();
  const core = await Core.start(overNetwork, __VERSION__);
  watchIdle(core);
  watchCheckIn(core);
  addEventListener("online", () => {
    void core.open?.sender.run();
    void navigator.serviceWorker?.getRegistration("/felt/").then((worker) => worker?.update());
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void core.open?.sender.run();
  });
  render(
    <CoreContext.Provider value={core}>
      <App />
    </CoreContext.Provider>,
    root,
  );
  beTheOnlyOne(core);
  showToTests(core);
  core.subscribe(() => showToTests(core));
}

void start();
