/** Putting the phone into use: who has logged in, and a PIN chosen twice. */

import { useEffect, useState } from "preact/hooks";
import { useCore } from "../context";
import { LOGIN_NEW, LOGOUT, type Who } from "../core/server";
import { Keypad, PIN_LENGTH } from "../parts/keypad";

type Asked = Who | "login" | "not_allowed" | "offline" | "asking";

export function EnrolScreen({ onBack }: { onBack?: (() => void) | undefined }) {
  const core = useCore();
  const [who, setWho] = useState<Asked>("asking");
  const ask = async () => {
    setWho("asking");
    setWho(await core.server.who());
  };
  useEffect(() => void ask(), []);
  return (
    <main class="lock">
      <h1>Indsats Felt</h1>
      {typeof who === "object" ? (
        <ChoosePin who={who} />
      ) : (
        <Before asked={who} onAgain={() => void ask()} />
      )}
      {onBack && (
        <button type="button" class="link" onClick={onBack}>
          Tilbage
        </button>
      )}
    </main>
  );
}

function Before({ asked, onAgain }: { asked: Exclude<Asked, Who>; onAgain: () => void }) {
  if (asked === "asking") return <p role="status">Et øjeblik …</p>;
  if (asked === "login") {
    return (
      <>
        <p class="lock__said">
          Log ind én gang med dit sædvanlige login. Derefter virker telefonen også uden net.
        </p>
        <a class="button button--main" href={LOGIN_NEW}>
          Log ind
        </a>
      </>
    );
  }
  return (
    <>
      <p class="lock__said">
        {asked === "offline"
          ? "Der er ikke forbindelse til serveren. Det skal der være, første gang telefonen tages i brug."
          : "Din funktion bruger ikke telefonen. Tal med din leder, hvis det er forkert."}
      </p>
      <button type="button" class="button button--main" onClick={onAgain}>
        Prøv igen
      </button>
      {asked === "not_allowed" && (
        <a class="button button--plain" href={LOGOUT}>
          Log ind som en anden
        </a>
      )}
    </>
  );
}

const PLAIN = /^(\d)\1+$|^012345$|^123456$|^654321$/;

function ChoosePin({ who }: { who: Who }) {
  const core = useCore();
  const [first, setFirst] = useState("");
  const [pin, setPin] = useState("");
  const [said, setSaid] = useState("");
  const [isBusy, setBusy] = useState(false);
  const isKnown = core.entries.some((entry) => entry.name === who.name);

  const again = (why: string) => {
    setFirst("");
    setPin("");
    setSaid(why);
  };
  const tap = async (next: string) => {
    setPin(next);
    if (next.length < PIN_LENGTH) return;
    if (PLAIN.test(next)) return again("Den kode er for nem at gætte. Vælg en anden.");
    if (!first) {
      setFirst(next);
      setPin("");
      return setSaid("Tast koden én gang til.");
    }
    if (next !== first) return again("De to koder var ikke ens. Begynd forfra.");
    setBusy(true);
    if (await core.enrol(who, next)) {
      void navigator.storage?.persist?.();
      return;
    }
    setBusy(false);
    again("Det lykkedes ikke: serveren svarede ikke, eller telefonen er fuld. Prøv igen.");
  };

  return (
    <>
      <p class="lock__name">{who.name}</p>
      <p role="status" class="lock__said">
        {isBusy
          ? "Gør telefonen klar …"
          : said || `Vælg en kode på ${PIN_LENGTH} cifre til at låse telefonen op med.`}
      </p>
      {isKnown && (
        <p class="notice notice--warn">
          Du bruger allerede telefonen: gå tilbage og lås op. Ellers får du et nyt, tomt rum.
        </p>
      )}
      <Keypad value={pin} onChange={(next) => void tap(next)} isShut={isBusy} />
      <a class="link" href={LOGOUT}>
        Ikke dig? Log ind som en anden
      </a>
    </>
  );
}
