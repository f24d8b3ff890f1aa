import { AppError } from '#core/errors.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { BuiltInService } from '#core/ports/provider.ts';
import type { Running } from './running.ts';

export interface PlaygroundHost extends BuiltInService {
  /** Whether it was found running in another process when its URL was last asked for. */
  readonly elsewhere: boolean;
  /** From now on until `stop`: takes over within seconds when the process that serves ends. */
  keep(): void;
  /** Ends what runs in this process. */
  stop(): Promise<void>;
}

interface Options {
  /** The folder of playground.db. */
  readonly home: string;
  readonly clock: Clock;
}

const LOOK_AGAIN_MS = 2_000;

const stopped = () =>
  new AppError('cancelled', {
    message: 'Playground was stopped.',
    next: 'Start it again: keyrack playground',
  });

/** The service of this home. Nothing is opened or started before it is asked for. */
export function createPlaygroundHost({ home, clock }: Options): PlaygroundHost {
  let running: Promise<Running> | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let isStopped = false;
  let isElsewhere = false;
  let stopLooking = () => {};

  const open = (): Promise<Running> => {
    if (isStopped) return Promise.reject(stopped());
    running ??= import('./running.ts').then(({ openPlayground }) => openPlayground(home, clock));
    // A home that could not be written may be mended meanwhile.
    running.catch(() => {
      running = null;
    });
    return running;
  };

  // One at a time: two callers in one process would race for the port against each other.
  const url = (): Promise<string> => {
    const mine = turn.then(async () => {
      const service = await open();
      const place = await service.settle();
      isElsewhere = place.elsewhere;
      return place.url;
    });
    turn = mine.catch(() => undefined);
    return mine;
  };

  const lookAgain = (): void => {
    stopLooking = clock.after(LOOK_AGAIN_MS, () => {
      // A failure now is met by the next look, or told to whoever asks for the URL.
      url()
        .catch(() => undefined)
        .finally(() => {
          if (!isStopped) lookAgain();
        });
    });
  };

  return {
    get elsewhere() {
      return isElsewhere;
    },
    url,
    mintCredential: async (label) => (await open()).mint(label),
    keep: lookAgain,
    stop: async () => {
      isStopped = true;
      stopLooking();
      await turn;
      const service = await running?.catch(() => null);
      running = null;
      await service?.stop();
    },
  };
}
