import { AppError } from '#core/errors.ts';
import type { RevealWindow } from '#shared/ipc/contract/reveal-window.ts';
import type { Handlers } from '#shared/ipc/define.ts';

export interface Revealed {
  readonly name: string;
  readonly environment: string;
  readonly secret: string;
  readonly seconds: number;
}

/** @param take spends the window's token; null when it is spent or not this window's */
export const revealHandlers = (deps: {
  readonly take: (token: string) => Revealed | null;
  readonly hide: () => void;
}): Handlers<RevealWindow> => ({
  'reveal.take': ({ token }) => {
    const revealed = deps.take(token);
    if (revealed !== null) return revealed;
    throw new AppError('forbidden-by-rule', {
      message: 'This window has shown its key already.',
      next: 'Close it and choose Show once again.',
    });
  },
  'reveal.hide': () => deps.hide(),
});
