/** Starts the app: the worker first, so that a new version is taken before anything is typed. */

import { render } from "preact";

async function takeWorker(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const worker = await navigator.serviceWorker.register("/felt/arbejder.js", { scope: "/felt/" });
  worker.waiting?.postMessage("take over");
}

render(<main>Indsats Felt</main>, document.getElementById("app") as HTMLElement);
void takeWorker();
