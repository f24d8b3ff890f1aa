import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';

export function registerPlayground(program: Command, context: CommandContext): void {
  program
    .command('playground')
    .description('run the built-in key service until it is stopped')
    .action(() => playground(context));
}

async function playground(context: CommandContext): Promise<void> {
  const server = await context.playground();
  context.show({ url: server.url }, () => server.url);
  if (server.elsewhere)
    context.tell('It runs already, in the window or in another command; this one waits beside it.');
  else context.tell('Stop it with Ctrl+C.');
  await stopped();
  await server.stop();
}

/** Until somebody ends the command. */
function stopped(): Promise<void> {
  return new Promise((resolve) => {
    // A listener for a signal does not keep a process alive.
    const alive = setInterval(() => undefined, 60_000);
    const stop = () => {
      clearInterval(alive);
      resolve();
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
}
