/** What every screen reaches: the core, the open store, and where in the app one is. */

import { createContext } from "preact";
import { useContext, useEffect, useReducer, useState } from "preact/hooks";
import type { Core, Open } from "./core/core";
import type { Store } from "./core/store";

export const CoreContext = createContext<Core | null>(null);

/** Give the core, and draw anew whenever something in it changes. */
export function useCore(): Core {
  const core = useContext(CoreContext);
  if (!core) throw new Error("no core");
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => core.subscribe(() => redraw(undefined)), [core]);
  return core;
}

/** Give what is open; screens behind the lock are drawn only while something is. */
export function useOpen(): Open {
  const { open } = useCore();
  if (!open) throw new Error("locked");
  return open;
}

export const useStore = (): Store => useOpen().store;

/** Give the parts of the address behind the #: ["sted", "stationen"]. */
export function useRoute(): string[] {
  const [route, setRoute] = useState(readRoute);
  useEffect(() => {
    const listen = () => setRoute(readRoute());
    addEventListener("hashchange", listen);
    return () => removeEventListener("hashchange", listen);
  }, []);
  return route;
}

const readRoute = (): string[] =>
  location.hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);

export function go(...route: string[]): void {
  location.hash = `#/${route.map(encodeURIComponent).join("/")}`;
}

export const to = (...route: string[]): string => `#/${route.map(encodeURIComponent).join("/")}`;

/** Draw anew every so often, for what depends on the time. */
export function useTick(every: number): void {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const timer = setInterval(() => redraw(undefined), every);
    return () => clearInterval(timer);
  }, [every]);
}
