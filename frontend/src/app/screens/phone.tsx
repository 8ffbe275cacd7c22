/** The phone itself: night and day, the lock, a reminder, and leaving it. */

import { useEffect, useState } from "preact/hooks";
import { to, useCore, useOpen } from "../context";
import { mayHavePasskey } from "../core/passkey";
import { Chips } from "../parts/choice";
import { Frame } from "../parts/frame";
import { Icon } from "../parts/icons";
import { Keypad, PIN_LENGTH } from "../parts/keypad";
import { setTheme, type Theme, theme } from "../theme";

const THEMES: Record<Theme, string> = { auto: "Som telefonen", light: "Dag", dark: "Nat" };

export function PhoneScreen() {
  const core = useCore();
  const { store } = useOpen();
  const [chosen, setChosen] = useState(theme());
  return (
    <Frame
      title="Telefonen"
      isForm
      dock={
        <>
          <a class="button button--quiet" href={to("udbakke")}>
            Tilbage
          </a>
          <button type="button" class="button button--main" onClick={() => void core.lock()}>
            <Icon name="lock" /> Lås nu
          </button>
        </>
      }
    >
      <Chips
        title="Lys"
        name="theme"
        codes={Object.keys(THEMES)}
        columns={3}
        labels={(code) => THEMES[code as Theme]}
        isOn={(code) => chosen === code}
        onTap={(code) => {
          setTheme(code as Theme);
          setChosen(code as Theme);
        }}
      />
      <Passkey />
      <Reminder />
      <Leave />
      <p class="quiet">
        {store.meta.base?.user.name} · version {core.app}
      </p>
    </Frame>
  );
}

function Passkey() {
  const core = useCore();
  const { entry } = useOpen();
  const [can, setCan] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [pin, setPin] = useState("");
  const [said, setSaid] = useState("");
  useEffect(() => void mayHavePasskey().then(setCan), []);
  const tap = async (next: string) => {
    setPin(next);
    if (next.length < PIN_LENGTH) return;
    setPin("");
    const made = await core.addPasskey(next);
    setAsking(!made);
    setSaid(made ? "" : "Det lykkedes ikke: koden var forkert, eller telefonen kan det ikke.");
  };
  return (
    <section class="question">
      <h2>Adgangsnøgle</h2>
      {entry.passkey ? (
        <p class="done">Du kan låse op med finger eller ansigt.</p>
      ) : can ? (
        <button type="button" class="button button--plain" onClick={() => setAsking(true)}>
          <Icon name="key" /> Lås op med finger eller ansigt
        </button>
      ) : (
        <p class="quiet">Denne telefon kan ikke låse appen op med finger eller ansigt.</p>
      )}
      <p role="status">{said}</p>
      {isAsking && !entry.passkey && (
        <>
          <p>Tast din kode for at lave adgangsnøglen.</p>
          <Keypad value={pin} onChange={(next) => void tap(next)} />
        </>
      )}
    </section>
  );
}

function Reminder() {
  const can = "Notification" in window;
  const [state, setState] = useState(can ? Notification.permission : "denied");
  return (
    <section class="question">
      <h2>Påmindelse om at melde sig</h2>
      {state === "granted" ? (
        <p class="done">Telefonen minder om det, mens appen er åben. Der står ingen navne.</p>
      ) : state === "default" ? (
        <button
          type="button"
          class="button button--plain"
          onClick={() => void Notification.requestPermission().then(setState)}
        >
          Giv mig en påmindelse
        </button>
      ) : (
        <p class="quiet">Påmindelser er slået fra på telefonen.</p>
      )}
    </section>
  );
}

/** Leaving the phone: only when nothing of one's own is on it any more. */
function Leave() {
  const core = useCore();
  const { store, entry } = useOpen();
  const [isSure, setSure] = useState(false);
  const holds = store.waiting.length + store.drafts.size;
  return (
    <section class="question">
      <h2>Hold op med at bruge telefonen</h2>
      {holds > 0 ? (
        <p class="quiet">
          Der ligger noget, som ikke er sendt. Send det, eller gør kladderne færdige først.
        </p>
      ) : isSure ? (
        <button
          type="button"
          class="button button--alarm"
          onClick={() => void core.wipe(entry.store)}
        >
          Ja, fjern alt mit fra telefonen
        </button>
      ) : (
        <button type="button" class="button button--plain" onClick={() => setSure(true)}>
          Fjern mig fra telefonen
        </button>
      )}
    </section>
  );
}
