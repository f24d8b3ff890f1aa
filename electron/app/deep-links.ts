import { app } from 'electron';
import type { Log } from '#core/ports/log.ts';
import type { KeyrackEvent } from '#shared/ipc/events.ts';
import { deepLinkIn, LINK_SCHEME, linkAmong } from '#shared/model/deep-link.ts';

interface Deps {
  readonly log: Pick<Log, 'info'>;
  readonly tell: (event: KeyrackEvent) => void;
  readonly show: () => void;
}

/** Links that came before there was a window to show them in. */
let waiting: string[] = [];
let open = (link: string): void => {
  waiting = [link];
};

/**
 * Takes links from now on. A package registers the scheme with the desktop; a clone must not: it would take over the
 * links of the one that is installed.
 */
export function listenToLinks(): void {
  app.on('open-url', (event, link) => {
    event.preventDefault();
    open(link);
  });
  takeLinkAmong(process.argv);
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);
}

/** A second start hands over its words. */
export function takeLinkAmong(words: readonly string[]): void {
  const link = linkAmong(words);
  if (link !== null) open(link);
}

/** Shows what links lead to, in the page. SECURITY: what is none of the known forms is left alone, and logged without its words. */
export function showLinks({ log, tell, show }: Deps): void {
  open = (text) => {
    const link = deepLinkIn(text);
    if (link === null) {
      log.info('link refused', { length: text.length });
      return;
    }
    show();
    tell({ kind: 'show', link });
  };
  for (const link of waiting.splice(0)) open(link);
}
