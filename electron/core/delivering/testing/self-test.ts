import { serverOf } from '#shared/model/mcp-server.ts';
import type { SelfTest } from '../../ports/provider.ts';

/**
 * The words that make this very server test itself.
 * @param command what the client starts, with or without `keyrack exec … --` before it
 * @returns null where it is none of these servers
 */
export function selfTestOf(command: readonly string[], tests: readonly SelfTest[]): readonly string[] | null {
  const own = command.slice(command.indexOf('--') + 1);
  return (
    serverOf(
      tests.map((test) => ({ ...test, command: [...test.command] })),
      own,
    )?.words ?? null
  );
}
