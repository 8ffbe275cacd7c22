/** When it was: now, unless one says that it was a little while ago. */

import { useState } from "preact/hooks";
import { timeOf } from "../../shared/clock";
import type { Values } from "../../shared/wire";

const AGO: [number, string][] = [
  [0, "Nu"],
  [15, "15 min. siden"],
  [30, "½ time siden"],
  [60, "1 time siden"],
  [120, "2 timer siden"],
];

interface Props {
  name: string;
  value: string;
  change: (values: Values) => void;
}

export function When({ name, value, change }: Props) {
  const [isOpen, setOpen] = useState(false);
  const set = (minutes: number) => {
    change({ [name]: new Date(Date.now() - minutes * 60_000).toISOString() });
    setOpen(false);
  };
  return (
    <div class="when">
      <button type="button" class="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        Kl. {timeOf(value)} <span class="quiet">· ret tid</span>
      </button>
      {isOpen && (
        <div class="chips">
          {AGO.map(([minutes, text]) => (
            <button key={minutes} type="button" class="chip" onClick={() => set(minutes)}>
              {text}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
