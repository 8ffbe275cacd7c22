/** The addresses of the server that the phone knows. */

import { readAnswer } from "../../shared/answer";
import type { Answer, Call } from "../../shared/wire";

export const LOGIN = "/konto/log-ind/?next=/felt/";
/** The same for somebody new, who comes back to choosing a PIN. */
export const LOGIN_NEW = `${LOGIN}%3Fny`;
export const LOGOUT = "/konto/log-ud/?next=/konto/log-ind/";
const PATIENCE = 30_000;

export interface Who {
  username: string;
  name: string;
  csrf: string;
  demo: boolean;
}

export type Said =
  | { is: "answer"; answer: Answer; sent: number; received: number }
  | { is: "login" }
  | { is: "too_large" }
  | { is: "nothing" };

export interface Server {
  who(): Promise<Who | "login" | "not_allowed" | "offline">;
  enrol(who: Who, device: string, app: string): Promise<string | "device" | null>;
  call(body: Call, key: string): Promise<Said>;
}

async function ask(address: string, how: RequestInit = {}): Promise<Response | null> {
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    return await fetch(address, { ...how, signal, cache: "no-store", redirect: "error" });
  } catch {
    return null;
  }
}

async function json(response: Response): Promise<Record<string, unknown> | null> {
  try {
    const told: unknown = await response.json();
    return typeof told === "object" && told !== null ? (told as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

async function who(): ReturnType<Server["who"]> {
  const response = await ask("/felt/hvem/");
  const told = response?.ok ? await json(response) : null;
  if (told?.problem === "login" || told?.problem === "not_allowed") return told.problem;
  return told && typeof told.csrf === "string" ? (told as unknown as Who) : "offline";
}

/** Ask for a key; "device" where the phone must take another name. */
async function enrol(one: Who, device: string, app: string): ReturnType<Server["enrol"]> {
  const response = await ask("/felt/telefon/", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": one.csrf },
    body: JSON.stringify({ device, name: phoneName(), app }),
  });
  if (response?.status === 409) return "device";
  const told = response?.ok ? await json(response) : null;
  return told && typeof told.key === "string" ? told.key : null;
}

function phoneName(): string {
  const agent = navigator.userAgent;
  const kind = /iPhone|iPad|Android|Windows|Macintosh|Linux/.exec(agent)?.[0] ?? "Telefon";
  return kind === "Macintosh" ? "Mac" : kind;
}

async function call(body: Call, key: string): Promise<Said> {
  const sent = Date.now();
  const response = await ask("/api/v1/felt/synk", {
    method: "POST",
    credentials: "omit",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${key}` },
    body: JSON.stringify(body),
  });
  if (response?.status === 401) return { is: "login" };
  if (response?.status === 413) return { is: "too_large" };
  if (!response?.ok) return { is: "nothing" };
  try {
    const answer = readAnswer(await response.text());
    return answer ? { is: "answer", answer, sent, received: Date.now() } : { is: "nothing" };
  } catch {
    return { is: "nothing" }; // cut on the way back
  }
}

export const overNetwork: Server = { who, enrol, call };
