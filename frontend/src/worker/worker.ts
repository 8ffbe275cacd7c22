/** The service worker: it starts the app without a network, and that is all it does. */

import { answer, clear, fileFor, fill, SHELL } from "./caching";

declare const self: ServiceWorkerGlobalScope;

self.addEventListener("install", (event) => event.waitUntil(fill()));

self.addEventListener("activate", (event) =>
  event.waitUntil(clear().then(() => self.clients.claim())),
);

self.addEventListener("fetch", (event) => {
  const file = fileFor(event.request, self.location.origin);
  if (file) event.respondWith(answer(file));
});

/** The page takes a new version only at its start, before anything is typed. */
self.addEventListener("message", (event) => {
  if (event.data === "take over") void self.skipWaiting();
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(show());
});

async function show(): Promise<void> {
  const windows = await self.clients.matchAll({ type: "window" });
  const open = windows.find((each) => new URL(each.url).pathname === SHELL);
  await (open ? open.focus() : self.clients.openWindow(SHELL));
}
