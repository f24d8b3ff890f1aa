import type { Notifier } from '#core/ports/notifier.ts';

/** For the command: a line on stderr, which a script may keep. */
export const stderrNotifier: Notifier = {
  notify: ({ title, body }) => {
    process.stderr.write(`keyrack: ${title}. ${body}\n`);
  },
};
