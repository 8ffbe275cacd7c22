/** The outbox: what waits, what was set aside and why, and trying now. */

import { dayInWords, dayOf, timeOf } from "../../shared/clock";
import { to, useOpen } from "../context";
import { Frame } from "../parts/frame";
import { Icon } from "../parts/icons";
import { KINDS, plural } from "../words";

const STATES = {
  idle: "Det sendes om lidt.",
  sending: "Sender …",
  waiting: "Serveren svarer ikke. Der prøves igen af sig selv.",
  login: "Du skal logge ind igen, før der kan sendes. Alt er gemt her.",
} as const;

export function OutboxScreen() {
  const { store, sender } = useOpen();
  const { notes, synced_at } = store.meta;
  const { waiting } = store;
  const forget = (op: string) => store.set({ notes: notes.filter((note) => note.op !== op) });
  return (
    <Frame
      title="Udbakke"
      dock={
        <button type="button" class="button button--main" onClick={() => void sender.run()}>
          <Icon name="send" /> Prøv nu
        </button>
      }
    >
      <p role="status">
        {waiting.length === 0 && sender.state === "idle"
          ? "Alt er sendt."
          : `${plural(waiting.length, "registrering venter.", "registreringer venter.")} ${STATES[sender.state]}`}
        {synced_at && (
          <span class="quiet">
            {" "}
            Sidst hørt fra serveren{" "}
            {dayOf(synced_at) === store.today() ? "" : dayInWords(dayOf(synced_at))} kl.{" "}
            {timeOf(synced_at)}.
          </span>
        )}
      </p>
      {waiting.length > 0 && (
        <section>
          <h2>Venter</h2>
          <ul class="rows">
            {waiting.map(({ item }) => (
              <li key={item.op} class="row row--still">
                <span>{KINDS[item.kind]}</span>
                <span class="quiet">kl. {timeOf(item.made_at)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {notes.length > 0 && (
        <section>
          <h2>Sat til side af serveren</h2>
          <p class="quiet">Intet er tabt: det ligger hos koordinatoren.</p>
          <ul class="rows">
            {notes.map((note) => (
              <li key={note.op} class="row row--still">
                <span>
                  <strong>{KINDS[note.kind]}</strong>{" "}
                  <span class="quiet">
                    {dayInWords(dayOf(note.at))} kl. {timeOf(note.at)}
                  </span>
                  <br />
                  {note.text}
                </span>
                <button type="button" class="button button--small" onClick={() => forget(note.op)}>
                  Set
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <a class="row" href={to("telefonen")}>
        <span>
          <Icon name="phone" /> Telefonen og låsen
        </span>
      </a>
    </Frame>
  );
}
