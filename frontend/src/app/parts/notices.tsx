/** What the worker must know on every screen: in plain words, with the way on. */

import { clockFault } from "../../shared/clock";
import type { Kind } from "../../shared/wire";
import { to, useOpen, useRoute, useStore } from "../context";
import { mayWrite } from "../model/tour";

export function Notices() {
  const { store } = useOpen();
  const { needs_login, skew } = store.meta;
  const [screen] = useRoute();
  return (
    <div class="notices" aria-live="polite">
      {!store.isSafe() && (
        <p class="notice notice--bad">
          <strong>Telefonen er fuld.</strong> Det, du skriver, holdes her og prøves igen, men er
          ikke gemt endnu. Slet billeder eller apps, og luk ikke appen imens.
        </p>
      )}
      {needs_login && screen !== "login" && (
        <p class="notice notice--warn">
          <strong>Log ind igen.</strong> Alt er gemt på telefonen og sendes, når du har logget ind.{" "}
          <a href={to("login")}>Log ind</a>
        </p>
      )}
      {skew !== 0 && <p class="notice notice--warn">{clockFault(skew)}</p>}
    </div>
  );
}

/** Said before anything is written where it would be set aside, as for a leader who walks along. */
export function SetAside({ kind }: { kind: Kind }) {
  if (mayWrite(useStore(), kind)) return null;
  return (
    <p class="notice notice--warn">
      {kind === "tour"
        ? "Med din funktion går du ikke på tur her. Starter du en, lægges den hos koordinatoren, og ingen holder øje med, om du melder dig."
        : "Med din funktion skriver du ikke her. Det, du gemmer, går ikke tabt: det lægges hos koordinatoren, som kan tage det ind."}
    </p>
  );
}
