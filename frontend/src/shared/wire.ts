/** What phone and server say to each other: see docs/phone/README.md. */

export interface Position {
  latitude: number;
  longitude: number;
}

/** What a field may hold; what only the server writes may be a table of its own. */
export type Value = string | number | boolean | null | string[] | Position | object;
export type Values = { [field: string]: Value };
export type Kind = keyof Fields;

/** One save, never changed once made: sent again it must be the same to the letter. */
export interface Item {
  op: string;
  kind: Kind;
  record: string;
  form: number;
  base: number | null;
  made_at: string;
  fields: Values;
  was: Values;
}

export interface Call {
  device: string;
  app: string;
  sent_at: string;
  cursor: string | null;
  waiting: number;
  oldest_waiting_at: string | null;
  items: Item[];
  wiped?: true;
}

export interface Taken {
  op: string;
  outcome: "taken";
  record: string;
  version?: number | null;
  fields?: Values;
}

export interface Collided {
  op: string;
  outcome: "conflict";
  record: string;
  version?: number | null;
  collided: string[];
  fields?: Values;
}

export interface Parked {
  op: string;
  outcome: "parked";
  reason: string;
  text: string;
}

export type Result = Taken | Collided | Parked;

export interface Change {
  kind: string;
  record: string;
  version?: number;
  fields?: Values;
  gone?: boolean;
}

export interface FormField {
  type: string;
  required: boolean;
  codes: string[];
  longest: number;
  highest: number;
}

export type FormFields = { [field: string]: FormField };

export interface Person {
  username: string;
  name: string;
  units?: string[];
}

export interface Unit {
  key: string;
  name: string;
  writes: string[];
}

export interface Hours {
  days: number[];
  from: string;
  to: string;
}

export interface Place {
  key: string;
  name: string;
  kind: string;
  area: string | null;
  address?: string;
  latitude: number;
  longitude: number;
  opening_hours?: Hours[];
  note?: string;
}

export interface Area {
  key: string;
  name: string;
  kind?: string;
  geometry: { type: string; coordinates: unknown };
}

export interface Deployment {
  id: string;
  unit: string;
  title: string;
  first: string;
  last: string | null;
  weekdays: number[];
  from: string;
  to: string;
  staff: [number, number];
  purposes: string[];
  places: string[];
}

export interface Base {
  user: Person;
  people: Person[];
  units: Unit[];
  places: Place[];
  areas: Area[];
  deployments: Deployment[];
  forms: { [form: string]: FormFields };
  labels: { [field: string]: { [code: string]: string } };
}

export interface Answer {
  now: string;
  wipe: boolean;
  reset: boolean;
  cursor: string | null;
  more: boolean;
  results: Result[];
  changes: Change[];
  base?: Base;
}

// [[[cog
// import cog
// from indsats.field.rules.typescript import lines
// cog.out("\n".join(lines()) + "\n")
// ]]]
export interface Fields {
  tour: {
    day: string | null;
    unit: string | null;
    reason: "planned" | "tip" | "incident" | "event" | null;
    members: string[];
    places: string[];
    started_at: string | null;
    ended_at: string | null;
    weather: "dry" | "rain" | "snow" | "wind" | "warm" | null;
    mood: "calm" | "loud" | "tense" | "conflict" | null;
    summary: string;
    written_at: string | null;
  };
  brief_read: {
    tour: string | null;
    read_at: string | null;
  };
  checklist: {
    tour: string | null;
    answers: ("phone" | "charged" | "jacket" | "id_card" | "on_call" | "plan")[];
    ready_at: string | null;
  };
  check_in: {
    tour: string | null;
    kind: "out" | "ok" | "help" | "home" | null;
  };
  observation: {
    tour: string | null;
    unit: string | null;
    seen_at: string | null;
    place: string | null;
    position: Position | null;
    weather: "dry" | "rain" | "snow" | "wind" | "warm" | null;
    crowd: "0" | "1-4" | "5-9" | "10-19" | "20+" | null;
    ages: "-12" | "13-15" | "16-17" | "18-25" | "26+" | "mixed" | null;
    genders: "boys" | "girls" | "mixed" | null;
    mood: "calm" | "loud" | "tense" | "conflict" | null;
    behaviours: ("hanging_out" | "music" | "scooter" | "litter" | "alcohol" | "hash" | "fireworks" | "vandalism" | "intimidation" | "weapon")[];
    faults: ("light" | "bush" | "glass" | "graffiti" | "rubbish")[];
    deeds: ("talked" | "invited" | "calmed" | "park" | "police" | "nothing")[];
    text: string;
  };
  contact: {
    tour: string | null;
    unit: string | null;
    met_at: string | null;
    place: string | null;
    known: string | null;
    was_known: boolean | null;
    first_time: boolean | null;
    ages: "-12" | "13-15" | "16-17" | "18-25" | "26+" | "mixed" | null;
    gender: "boys" | "girls" | "mixed" | null;
    kind: "greeting" | "small_talk" | "conversation" | "help" | null;
    channel: "street" | "club" | "phone" | "chat" | "home" | "drive" | null;
    initiative: "worker" | "youth" | "other" | null;
    minutes: number | null;
    themes: ("school" | "job" | "family" | "money" | "drugs" | "conflict" | "housing" | "love" | "online" | "leisure")[];
    tone: "open" | "neutral" | "closed" | "upset" | null;
    offers: ("club" | "job" | "school" | "counselling" | "follow" | "nothing")[];
    meet_again: "yes" | "no" | "not_asked" | null;
    agreement: string;
  };
  known: {
    unit: string | null;
    code: string;
    ages: "-12" | "13-15" | "16-17" | "18-25" | "26+" | "mixed" | null;
  };
  group: {
    unit: string | null;
    place: string | null;
    crowd: "1-4" | "5-9" | "10-19" | "20+" | null;
    ages: "-12" | "13-15" | "16-17" | "18-25" | "26+" | "mixed" | null;
    doing: "hanging_out" | "sport" | "music" | "scooter" | "party" | "disorder" | null;
    has_conflict: boolean | null;
  };
  sighting: {
    group: string | null;
    tour: string | null;
    seen_at: string | null;
    crowd: "1-4" | "5-9" | "10-19" | "20+" | null;
    mood: "calm" | "loud" | "tense" | "conflict" | null;
    offers: ("club" | "job" | "school" | "counselling" | "follow" | "nothing")[];
    text: string;
  };
  follow_up: {
    tour: string | null;
    unit: string | null;
    text: string;
    owner: string | null;
    due_on: string | null;
    done_at: string | null;
  };
  incident: {
    unit: string | null;
    kind: "shooting" | "stabbing" | "fight" | "death" | "arson" | "school_threat" | "staff" | "unrest" | "other" | null;
    title: string;
    happened_at: string | null;
    place: string | null;
    position: Position | null;
    source: string;
    is_verified: boolean | null;
  };
  incident_entry: {
    incident: string | null;
    kind: "known" | "unknown" | "decision" | "safety" | "deployment" | "communication" | "rumour" | "correction" | null;
    text: string;
    told_whom: string;
    happened_at: string | null;
  };
}

export const NEWEST: Record<keyof Fields, number> = {
  tour: 1,
  brief_read: 1,
  checklist: 1,
  check_in: 1,
  observation: 1,
  contact: 1,
  known: 1,
  group: 1,
  sighting: 1,
  follow_up: 1,
  incident: 1,
  incident_entry: 1,
};
// [[[end]]]
