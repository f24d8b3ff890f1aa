export interface Clock {
  now(): Date;
  /** Runs once after `ms`; @returns cancel */
  after(ms: number, run: () => void): () => void;
}
