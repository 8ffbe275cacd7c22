/** Our own few pictures; a word always stands beside them. */

const PATHS = {
  today: "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
  tour: "M7 21l3-7-3-3 2-5 4 3 3 1M10 14l3 3v4M11 4a1 1 0 1 0 .1 0",
  places: "M12 21s7-6.5 7-11.5a7 7 0 1 0-14 0C5 14.500 12 21 12 21zM12 7a2.500 2.500 0 1 0 .1 0",
  outbox: "M4 13l3-8h10l3 8v6H4zM4 13h5l1 2h4l1-2h5",
  lock: "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3",
  stop: "M12 5v14M5 12h14",
  contact: "M12 12a4 4 0 1 0-.1 0zM4.500 20c1-4 4-5.500 7.500-5.500s6.500 1.500 7.500 5.500",
  group:
    "M8.500 11a3 3 0 1 0-.1 0zM16 11.500a2.500 2.500 0 1 0-.1 0zM3 19c.5-3.500 2.500-5 5.500-5s5 1.500 5.500 5M15 14.500c3 0 5 1.200 5.500 4.500",
  incident: "M12 4l9 16H3zM12 10v4M12 17v.5",
  check: "M5 12.500l4.500 4.500L19 7.500",
  back: "M15 5l-7 7 7 7",
  search: "M11 5a6 6 0 1 0 .1 0M15.500 15.500L20 20",
  me: "M12 3v3M12 18v3M3 12h3M18 12h3M12 8a4 4 0 1 0 .1 0",
  home: "M4 11l8-7 8 7v9h-5v-6H9v6H4z",
  phone: "M8 3h8v18H8zM11 18h2",
  key: "M9 14a4 4 0 1 1 3.500-6H21v4h-3v3h-3v-3h-2.500A4 4 0 0 1 9 14z",
  send: "M4 12l16-7-5 15-3-6zM12 14l8-9",
} as const;

export type IconName = keyof typeof PATHS;

export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={PATHS[name]} />
  </svg>
);
