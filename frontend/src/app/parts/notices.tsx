/** What the worker must know on every screen: in plain words, with the way on. */

import { clockFault } from "../../shared/clock";
import { to, useOpen, useRoute } from "../context";

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
