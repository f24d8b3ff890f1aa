export interface Limits {
  /** Until the first byte of the answer. */
  readonly headersMs: number;
  /** Until its last. */
  readonly totalMs: number;
  /** Between two pieces of the body. */
  readonly idleMs: number;
  /** Counted after decompression: a gzip bomb is small on the wire. */
  readonly maxBytes: number;
  readonly maxDepth: number;
  /** The first wait before a call is repeated; it doubles. */
  readonly retryBaseMs: number;
  /** The longest such wait. */
  readonly retryCapMs: number;
  /** The longest wait that a service may ask for before a person is told instead of kept waiting. */
  readonly patienceMs: number;
}

export const LIMITS: Limits = {
  headersMs: 15_000,
  totalMs: 30_000,
  idleMs: 10_000,
  maxBytes: 2_000_000,
  maxDepth: 64,
  retryBaseMs: 300,
  retryCapMs: 8_000,
  patienceMs: 120_000,
};
