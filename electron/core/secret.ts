import { formsOf } from './secret-forms.ts';

const REDACTED = '[secret]';
/** Characters of a value that no hint shows, however long a prefix its service publishes. */
const HIDDEN_AT_LEAST = 12;

/**
 * A secret's value, closed to whatever prints, compares or serialises by accident.
 * SECURITY: template strings, JSON, console and inspect give "[secret]"; structuredClone gives an empty object.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself. Lint allows this call only where a secret has to leave our hands. */
  expose(): string {
    return this.#value;
  }

  /** UTF-16 units, the measure of Windows' limit for a keychain item. */
  get length(): number {
    return this.#value.length;
  }

  /** In constant time: how long it takes tells nothing of where two values differ. */
  equals(other: Secret): boolean {
    let difference = this.#value.length ^ other.#value.length;
    for (let at = 0; at < other.#value.length; at += 1) {
      difference |= this.#value.charCodeAt(at) ^ other.#value.charCodeAt(at);
    }
    return difference === 0;
  }

  /** Whether it can be a key of a service: 8 to 8192 printable characters of ASCII, no space. */
  get isPlausible(): boolean {
    return /^[\x21-\x7e]{8,8192}$/.test(this.#value);
  }

  /** @param hint as a service lists it, perhaps with a mask in it: `pg_live_ab`, `sk_****wxyz`, `…wxyz` */
  fitsHint(hint: string): boolean {
    const [head = '', ...rest] = hint.split(/(?:[*\u2022\u2026]|\.{3})[*\u2022\u2026.]*/);
    return this.#value.startsWith(head) && this.#value.endsWith(rest.at(-1) ?? '');
  }

  /**
   * Whether a text gives it away, as it is or as it stands in JSON or in an address. Where it was entered in parts
   * (a JSON object) each part counts; one of less than 6 characters says nothing.
   */
  isIn(text: string): boolean {
    return parts(this.#value)
      .filter((part) => part.length >= 6)
      .flatMap((part) => [part, JSON.stringify(part).slice(1, -1), encodeURIComponent(part)])
      .some((form) => text.includes(form));
  }

  /** @returns the text without whatever gives this value away, in any form that programs write values in */
  hideIn(text: string): string {
    return parts(this.#value)
      .flatMap(formsOf)
      .reduce((rest, form) => rest.replaceAll(form, REDACTED), text);
  }

  /**
   * @returns what may be shown: at most 12 characters and at most a third; where the service itself shows a prefix, as
   * much as that, as long as enough stays hidden that nobody could guess it
   */
  hint(publishedLength?: number): string {
    const third = Math.floor(this.#value.length / 3);
    const published = Math.min(publishedLength ?? 0, this.#value.length - HIDDEN_AT_LEAST);
    return this.#value.slice(0, Math.max(Math.min(12, publishedLength ?? 12, third), published));
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return REDACTED;
  }
}

function parts(value: string): readonly string[] {
  if (!value.startsWith('{')) return [value];
  try {
    const found = Object.values(JSON.parse(value) as object);
    return [value, ...found.filter((part) => typeof part === 'string')];
  } catch {
    return [value];
  }
}
