/** What a reader takes beside RFC 8259. */
export interface Dialect {
  readonly comments: boolean;
  /** One comma behind the last member of an object or list. */
  readonly trailingCommas: boolean;
}

export const STRICT: Dialect = { comments: false, trailingCommas: false };
