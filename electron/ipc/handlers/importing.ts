import { AppError } from '#core/errors.ts';
import type { Desktop } from '#core/ports/desktop.ts';
import type { Services } from '#core/services.ts';
import type { MainWindow } from '#shared/ipc/contract/main-window.ts';
import type { Handlers } from '#shared/ipc/define.ts';
import type { KeyrackEvent } from '#shared/ipc/events.ts';
import type { Work } from '../work.ts';

type ImportMethods = Pick<Handlers<MainWindow>, Extract<keyof MainWindow, `importing.${string}`>>;

export interface ImportDoor {
  readonly services: Pick<Services, 'importing'>;
  readonly desktop: Pick<Desktop, 'pick'>;
  readonly work: Work;
  readonly tell: (event: KeyrackEvent) => void;
}

const noFile = () =>
  new AppError('not-found', { message: 'No file is chosen.', next: 'Choose the file to import.' });

export function importHandlers({ services, desktop, work, tell }: ImportDoor): ImportMethods {
  const { importing } = services;
  // SECURITY: a page that could name the file could have any file read (test: "a page names no file").
  let file: string | null = null;
  return {
    'importing.choose': async (request) => {
      file = await desktop.pick('import');
      return importing.plan({ ...request, file });
    },
    'importing.plan': async (request) => {
      if (file === null) throw noFile();
      return importing.plan({ ...request, file });
    },
    'importing.take': ({ plan, ...choice }) =>
      work.run(plan, (signal) =>
        importing.run(plan, choice, {
          signal,
          onProgress: (done, of) => tell({ kind: 'import-progress', plan, done, of }),
        }),
      ),
    'importing.deleteFile': ({ plan }) => importing.deleteFile(plan),
    'importing.forget': () => {
      file = null;
      importing.forget();
    },
  };
}
