import { app, type Session } from 'electron';
import { APP_HOST, APP_SCHEME } from '#shared/ipc/channel.ts';

const isOurs = (url: string) => {
  const parsed = URL.parse(url);
  return parsed?.protocol === `${APP_SCHEME}:` && parsed.host === APP_HOST;
};

/** SECURITY: no page navigates, opens a window, embeds another or picks a certificate, whoever made it. */
export function guardWebContents(): void {
  // Chromium fetches a spelling dictionary from its maker for each session, also where no page is spell-checked.
  app.on('session-created', (session) => session.setSpellCheckerLanguages([]));
  app.on('web-contents-created', (_created, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
  app.on('select-client-certificate', (event, _contents, _url, _list, choose) => {
    event.preventDefault();
    choose();
  });
}

/** SECURITY: a session of a window grants nothing and loads nothing but our own scheme. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !isOurs(details.url) && !details.url.startsWith('devtools:') });
  });
  session.on('will-download', (event) => event.preventDefault());
}
