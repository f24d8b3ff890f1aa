/** Types alone: what a page may import of the contract. Schemas stay out of the page. */
import type { EntryWindow } from './contract/entry-window.ts';
import type { MainWindow } from './contract/main-window.ts';
import type { RevealWindow } from './contract/reveal-window.ts';
import type { Client, Input, Output } from './define.ts';
import type { KeyrackEvent } from './events.ts';

export type { ErrorCode, Failure, Result } from './errors.ts';
export type { KeyrackEvent } from './events.ts';
export type MainClient = Client<MainWindow>;
export type RevealClient = Client<RevealWindow>;
export type EntryClient = Client<EntryWindow>;
export type MainMethod = keyof MainWindow;
export type MainInput<K extends MainMethod> = Input<MainWindow[K]>;
export type MainOutput<K extends MainMethod> = Output<MainWindow[K]>;
export type { EntryKind } from './contract/entry-window.ts';

/** What the preload puts on `window.bridge`. It knows no method names: main holds the allow-list. */
export interface Bridge {
  /**
   * @returns a `Result` as JSON: a text crosses the wall between preload and page as one, where a list of ten thousand
   * keys would be copied value by value
   */
  call(method: string, input: unknown): Promise<string>;
  /** @returns unsubscribe */
  on(listener: (event: KeyrackEvent) => void): () => void;
}
