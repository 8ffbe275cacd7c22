/** Read what came back: anything that is not plainly an answer counts as no answer at all. */

import type { Answer, Change, Result } from "./wire";

type Loose = { [key: string]: unknown };

const isObject = (value: unknown): value is Loose =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isText = (value: unknown): value is string => typeof value === "string";

function isResult(value: unknown): value is Result {
  if (!isObject(value) || !isText(value.op)) return false;
  if (value.outcome === "parked") return isText(value.reason);
  if (!isText(value.record)) return false;
  if (value.fields !== undefined && !isObject(value.fields)) return false;
  return (
    value.outcome === "taken" || (value.outcome === "conflict" && Array.isArray(value.collided))
  );
}

function isChange(value: unknown): value is Change {
  if (!isObject(value) || !isText(value.kind) || !isText(value.record)) return false;
  return value.gone === true || (typeof value.version === "number" && isObject(value.fields));
}

function isAnswer(value: unknown): value is Answer {
  return (
    isObject(value) &&
    isText(value.now) &&
    !Number.isNaN(Date.parse(value.now)) &&
    Array.isArray(value.results) &&
    value.results.every(isResult) &&
    (value.changes === undefined ||
      (Array.isArray(value.changes) && value.changes.every(isChange))) &&
    (value.base === undefined || value.base === null || isObject(value.base))
  );
}

/** Give the answer in a body, or null where it is cut, a web page, or of another shape. */
export function readAnswer(body: string): Answer | null {
  try {
    const value: unknown = JSON.parse(body);
    if (!isAnswer(value)) return null;
    const { changes = [], cursor = null, more = false, reset = false, wipe = false } = value;
    return { ...value, changes, cursor, more, reset, wipe };
  } catch {
    return null;
  }
}
