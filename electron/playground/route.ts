import type { z } from 'zod/mini';
import type { ScopeId } from './catalogue.ts';
import type { PlaygroundKey } from './key-rows.ts';
import type { Keys } from './keys.ts';
import type { Records } from './records.ts';
import type { Reply } from './replies.ts';

export interface Powers {
  readonly keys: Keys;
  readonly records: Records;
  readonly now: () => Date;
}

/** What a route gets once it was judged: never anything unparsed. */
interface Asked<Who> {
  readonly who: Who;
  /** The last segment of the path where the route has one, else ''. */
  readonly id: string;
  readonly body: unknown;
  readonly query: unknown;
}

interface Shape {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** `:id` stands for one segment that is a UUID. */
  readonly path: string;
  /** Absent: the route takes no body. */
  readonly body?: (now: Date) => z.ZodMiniType;
  /** Absent: the route takes no query parameters. */
  readonly query?: (now: Date) => z.ZodMiniType;
}

/** For the management credential; `who` is the account that it opens. */
export interface AccountRoute extends Shape {
  readonly auth: 'management';
  run(powers: Powers, asked: Asked<string>): Reply;
}

/** For a key; `who` is that key. */
export interface KeyRoute extends Shape {
  readonly auth: 'key';
  /** null: any key will do. */
  readonly scope: ScopeId | null;
  run(powers: Powers, asked: Asked<PlaygroundKey>): Reply;
}

export type Route = AccountRoute | KeyRoute;
