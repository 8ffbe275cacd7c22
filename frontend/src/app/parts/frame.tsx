/** The frame of every screen: title on top, content, and what one does at the bottom, by the thumb. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { to, useCore, useOpen, useRoute } from "../context";
import { plural } from "../words";
import { Icon, type IconName } from "./icons";
import { Notices } from "./notices";

interface Props {
  title: string;
  children: ComponentChildren;
  /** The screen's own actions, lowest on the screen above the tabs. */
  dock?: ComponentChildren;
  /** A form takes the whole screen: it has no tabs. */
  isForm?: boolean;
}

const TABS: [string, string, IconName][] = [
  ["", "I dag", "today"],
  ["tur", "Tur", "tour"],
  ["steder", "Steder", "places"],
  ["udbakke", "Udbakke", "outbox"],
];

export function Frame({ title, children, dock, isForm = false }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Indsats Felt`;
    heading.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <div class="frame">
      <header class="top">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <Sending />
        <LockButton />
      </header>
      <main class="content">
        <Notices />
        {children}
      </main>
      {dock && (
        <section class="dock" aria-label="Handlinger">
          {dock}
        </section>
      )}
      {!isForm && <Tabs />}
    </div>
  );
}

/** Say whether all is sent; a tap leads to what waits. */
function Sending() {
  const { store, sender } = useOpen();
  const count = store.waiting.length;
  const text = count === 0 ? "Alt sendt" : plural(count, "venter", "venter");
  const state = store.meta.needs_login ? "login" : count === 0 ? "sent" : sender.state;
  return (
    <a class={`sending sending--${state}`} href={to("udbakke")}>
      {text}
    </a>
  );
}

function LockButton() {
  const core = useCore();
  return (
    <button type="button" class="round" aria-label="Lås" onClick={() => void core.lock()}>
      <Icon name="lock" />
    </button>
  );
}

function Tabs() {
  const [here = ""] = useRoute();
  const { store } = useOpen();
  const count = store.waiting.length + store.meta.notes.length;
  return (
    <nav class="tabs" aria-label="Skærme">
      {TABS.map(([route, name, icon]) => (
        <a key={route} href={to(route)} aria-current={here === route ? "page" : undefined}>
          <Icon name={icon} />
          <span>{name}</span>
          {route === "udbakke" && count > 0 && <span class="count">{count}</span>}
        </a>
      ))}
    </nav>
  );
}
