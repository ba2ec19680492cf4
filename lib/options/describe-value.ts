/** A longer string shows both ends: a mistake is often in the last character. */
const maxShownLength = 120;

/**
 * Describes the value of an option for an error message. It leaves out whatever
 * may hold a secret: the credentials, query and fragment of a URL, and the
 * members of an object.
 */
export function describeValue(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return describeString(value);
    case 'undefined':
      return 'missing';
    case 'function':
      return 'a function';
    case 'object':
      return describeObject(value);
    default:
      return String(value);
  }
}

function describeString(value: string): string {
  const shown = value
    .replace(/(https?:[\\/]*|\/\/).*@/is, '$1…@')
    .replace(/[?#].*$/s, ([mark]) => `${mark}…`);
  return JSON.stringify(
    shown.length > maxShownLength
      ? `${shown.slice(0, maxShownLength - 20)}…${shown.slice(-20)}`
      : shown,
  );
}

function describeObject(value: object | null): string {
  if (value === null) {
    return 'null';
  }
  if (!Array.isArray(value)) {
    return 'an object';
  }
  const entries: unknown[] = value;
  return entries.length > 0 &&
    entries.every((entry) => typeof entry === 'string')
    ? `[${entries.map(describeString).join(', ')}]`
    : `a list of ${entries.length}`;
}
