/** Which files the app is made of, and where a request for one is answered from. */

/** Laid in by the build: address and checksum of every file of this version. */
declare const __FILES__: { url: string; integrity: string }[];
declare const __VERSION__: string;

export const SHELL = "/felt/";
const PREFIX = "indsats-felt-";
const NAME = `${PREFIX}${__VERSION__}`;
const OWN = new Set(__FILES__.map(({ url }) => url));

/** Fetch the whole app; a file of another version fails the whole, and it is tried again later. */
export async function fill(): Promise<void> {
  const cache = await caches.open(NAME);
  await Promise.all(
    __FILES__.map(async ({ url, integrity }) => {
      const response = await fetch(url, { cache: "no-store", credentials: "omit", integrity });
      if (!response.ok) throw new Error(`${url}: ${response.status}`);
      await cache.put(url, response);
    }),
  );
}

/** Remove the versions before this one. */
export async function clear(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== NAME);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** Say which file of the app a request is for; everything else is none of the worker's business. */
export function fileFor(request: Request, origin: string): string | null {
  const { pathname, origin: theirs } = new URL(request.url);
  if (request.method !== "GET" || theirs !== origin) return null;
  return OWN.has(pathname) ? pathname : null;
}

export async function answer(file: string): Promise<Response> {
  const cache = await caches.open(NAME);
  return (await cache.match(file)) ?? fetch(file);
}
