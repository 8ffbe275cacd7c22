/** Logging in again: a new key for the phone, everything on it kept meanwhile. */

import { useEffect, useState } from "preact/hooks";
import { go, useCore, useOpen } from "../context";
import { LOGIN } from "../core/server";
import { Frame } from "../parts/frame";

export function LoginScreen() {
  const core = useCore();
  const { store } = useOpen();
  const [said, setSaid] = useState("Ser efter, om du er logget ind …");
  const renew = async () => {
    const who = await core.server.who();
    if (typeof who !== "object") {
      return setSaid(
        who === "offline"
          ? "Der er ikke forbindelse. Alt er gemt på telefonen."
          : "Log ind for at sende det, der venter. Alt er gemt på telefonen.",
      );
    }
    if (who.username !== store.meta.phone.username) {
      return setSaid(`${who.name} er logget ind i browseren. Log ud, og log ind som dig selv.`);
    }
    if (await core.renew(who)) return go("udbakke");
    setSaid("Serveren svarede ikke. Prøv igen om lidt.");
  };
  useEffect(() => void renew(), []);
  return (
    <Frame
      title="Log ind igen"
      isForm
      dock={
        <>
          <button type="button" class="button button--quiet" onClick={() => void renew()}>
            Prøv igen
          </button>
          <a class="button button--main" href={LOGIN}>
            Log ind
          </a>
        </>
      }
    >
      <p role="status">{said}</p>
    </Frame>
  );
}
