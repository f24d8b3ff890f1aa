import type { Entry, JsonValue } from '#core/ports/exporter.ts';
import type { HeaderTemplate } from '#shared/text/header-template.ts';

export type Members = { readonly [name: string]: JsonValue };

/** A header whose secret is the value of a variable. */
export interface ReferredHeader {
  readonly header: HeaderTemplate;
  readonly variable: string;
}

/** How one client writes its entries. */
export interface EntryForm {
  /** The member that repeats the server's name; null: it has none. */
  readonly named: string | null;
  /** `type` of an entry that is started, and of one that is reached; null: it writes none. */
  readonly types: { readonly started: string | null; readonly reached: string | null };
  /** The members that say what is started. */
  readonly command: (words: readonly string[]) => Members;
  /** The member of the variables that a started server gets. */
  readonly env: string;
  /** The member of the address, which may differ by file; null: it reaches none. */
  readonly address: ((file: string) => string) | null;
  /** Where the headers stand in the entry. */
  readonly headers: readonly [string, ...string[]];
  /** The member of a shell line that prints headers; null: it runs none. */
  readonly helper: string | null;
  /** A prompt of the client’s own: how an entry names it, and the members that bring it; null: it has none. */
  readonly ask: ((entry: Entry) => { readonly named: string; readonly members: Members }) | null;
  /** A variable as its files name it; null: it expands none. */
  readonly refer: ((variable: string) => string) | null;
  /** Members that hand a variable on to a started server under its own name; null: `refer` goes into its variables. */
  readonly handOn: ((variable: string) => Members) | null;
  /** Members that take a header from a variable, null where this header cannot be; null in its place: `refer` goes into it. */
  readonly referHeader: ((header: HeaderTemplate, variable: string) => Members | null) | null;
  /**
   * How its files name variables: two groups each, the name, and what stands for it where it is not set (may be empty).
   * Absent: as `refer` writes it, and no other.
   */
  readonly references?: readonly RegExp[];
  /** It fills in headers alone, by variables that the entry hands on; absent: every text of an entry. */
  readonly fillsHeadersAlone?: true;
  /** Headers that members of an entry take from variables; absent: none do. */
  readonly readHeaders?: (entry: Members) => readonly ReferredHeader[];
  /** Members that each of its entries has. */
  readonly always: Members;
}

/** `{ command, args, env }` or `{ url, headers }`: what most clients read. */
export const USUAL_FORM: Omit<EntryForm, 'refer'> = {
  named: null,
  types: { started: null, reached: null },
  command: ([command = '', ...args]) => ({ command, args }),
  env: 'env',
  address: () => 'url',
  headers: ['headers'],
  helper: null,
  ask: null,
  handOn: null,
  referHeader: null,
  always: {},
};
