/** The lock: who uses this phone, and a PIN to tap with a thumb. Nothing else is shown. */

import { useEffect, useState } from "preact/hooks";
import { useCore, useTick } from "../context";
import type { Held } from "../core/disk";
import { type Entry, mustWait } from "../core/registry";
import { Icon } from "../parts/icons";
import { Keypad, PIN_LENGTH } from "../parts/keypad";
import { plural } from "../words";
import { EnrolScreen } from "./enrol";

export function LockScreen() {
  const core = useCore();
  const [isNew, setNew] = useState(location.search === "?ny"); // back from logging in
  const [store, setStore] = useState<string>();
  const entry = core.entries.find((each) => each.store === store) ?? core.entries[0];
  if (!entry || isNew) {
    return <EnrolScreen onBack={core.entries.length > 0 ? () => setNew(false) : undefined} />;
  }
  return (
    <main class="lock">
      <h1>Indsats Felt</h1>
      {core.entries.length > 1 && (
        <div class="chips" role="group" aria-label="Hvem er du?">
          {core.entries.map((each) => (
            <button
              key={each.store}
              type="button"
              class="chip"
              aria-pressed={each === entry}
              onClick={() => setStore(each.store)}
            >
              {each.name}
            </button>
          ))}
        </div>
      )}
      <Pin key={entry.store} entry={entry} />
      <button type="button" class="link" onClick={() => setNew(true)}>
        En anden skal bruge telefonen
      </button>
    </main>
  );
}

function Pin({ entry }: { entry: Entry }) {
  const core = useCore();
  useTick(1_000);
  const [pin, setPin] = useState("");
  const [said, setSaid] = useState("");
  const [isBusy, setBusy] = useState(false);
  const wait = mustWait(entry, Date.now());

  const tap = async (next: string) => {
    setPin(next);
    if (next.length < PIN_LENGTH) return;
    setBusy(true);
    const opened = await core.unlock(entry.store, next);
    if (opened === "open") return;
    setPin("");
    setBusy(false);
    setSaid(opened === "wrong" ? "Forkert kode. Prøv igen." : "");
  };
  const byPasskey = async () => {
    const opened = await core.unlockByPasskey(entry.store);
    if (opened !== "open") setSaid("Det lykkedes ikke. Brug koden.");
  };

  return (
    <>
      <p class="lock__name">{entry.name}</p>
      <p role="status" class="lock__said">
        {wait > 0
          ? `For mange forkerte koder. Prøv igen om ${minutes(wait)}. Alt på telefonen er gemt.`
          : isBusy
            ? "Låser op …"
            : said || `Tast din kode på ${PIN_LENGTH} cifre`}
      </p>
      <Keypad value={pin} onChange={(next) => void tap(next)} isShut={isBusy || wait > 0} />
      <Forgotten store={entry.store} canOpenOtherwise={Boolean(entry.passkey)} />
      {entry.passkey && (
        <button type="button" class="button button--plain" onClick={() => void byPasskey()}>
          <Icon name="key" /> Lås op med adgangsnøgle
        </button>
      )}
    </>
  );
}

/** What a forgotten PIN would shut in, said before anybody begins anew. */
function Forgotten({ store, canOpenOtherwise }: { store: string; canOpenOtherwise: boolean }) {
  const core = useCore();
  const [held, setHeld] = useState<Held>();
  useEffect(() => void core.held(store).then(setHeld), [core, store]);
  const waits = held ? inWords(held) : "";
  return (
    <details class="forgotten">
      <summary class="link">Glemt koden?</summary>
      {waits && (
        <p class="notice notice--warn">
          {waits} ligger kun her og kan kun åbnes med koden
          {canOpenOtherwise && " eller adgangsnøglen"}. Ring til koordinatoren, og fortæl, hvad der
          skulle have været sendt, før du begynder forfra. Det bliver liggende, hvis du kommer i
          tanke om koden.
        </p>
      )}
      <p class="quiet">
        {held && !waits && "Alt er sendt, så intet går tabt. "}
        Tryk på »En anden skal bruge telefonen«, log ind, og vælg en ny kode.
      </p>
    </details>
  );
}

const inWords = ({ items, drafts }: Held): string =>
  [
    items > 0 ? plural(items, "registrering", "registreringer") : "",
    drafts > 0 ? plural(drafts, "kladde", "kladder") : "",
  ]
    .filter(Boolean)
    .join(" og ");

const minutes = (wait: number): string =>
  wait > 90_000 ? `${Math.ceil(wait / 60_000)} minutter` : `${Math.ceil(wait / 1_000)} sekunder`;
