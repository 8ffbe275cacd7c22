/** Digits large enough for cold fingers; a keyboard works too. */

import { useLayoutEffect, useRef } from "preact/hooks";

export const PIN_LENGTH = 6;

interface Props {
  value: string;
  onChange: (value: string) => void;
  isShut?: boolean;
}

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "⌫"];

export function Keypad({ value, onChange, isShut = false }: Props) {
  const latest = useRef(value); // fingers are quicker than drawing
  latest.current = value;
  const press = (key: string) => {
    const now = latest.current;
    const next =
      key === "⌫" || key === "Backspace"
        ? now.slice(0, -1)
        : /^\d$/.test(key) && now.length < PIN_LENGTH
          ? now + key
          : now;
    if (isShut || next === now) return;
    latest.current = next;
    onChange(next);
  };
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => press(event.key);
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  });
  return (
    <>
      <div class="dots" role="img" aria-label={`${value.length} af ${PIN_LENGTH} cifre`}>
        {Array.from({ length: PIN_LENGTH }, (_, index) => (
          <span key={index} class={index < value.length ? "dot dot--on" : "dot"} />
        ))}
      </div>
      <div class="keypad" role="group" aria-label="Taltastatur">
        {KEYS.map((key) =>
          key === "" ? (
            <span key="gap" />
          ) : (
            <button
              key={key}
              type="button"
              class={key === "⌫" ? "keypad__delete" : undefined}
              disabled={isShut}
              onClick={() => press(key)}
            >
              {key === "⌫" ? "Slet" : key}
            </button>
          ),
        )}
      </div>
    </>
  );
}
