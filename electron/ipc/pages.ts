import { APP_HOST, APP_SCHEME } from '#shared/ipc/channel.ts';
import type { Failure, Result } from '#shared/ipc/errors.ts';
import type { Dispatch } from './dispatch.ts';

/** What is looked at in a sender; Electron's WebFrameMain and WebContents have it. */
interface Sender {
  readonly contentsId: number;
  /** null: the frame is gone already. */
  readonly frame: { readonly url: string; readonly isTop: boolean } | null;
}

/** The pages of the app's own windows, and what each may call. */
export interface Pages {
  /** @param page the file that this window shows, such as `reveal.html` */
  register(contentsId: number, page: string, dispatch: Dispatch): void;
  forget(contentsId: number): void;
  call(sender: Sender, method: unknown, input: unknown): Promise<Result<unknown>>;
}

const untrusted: Failure = {
  code: 'untrusted-sender',
  message: 'This page may not call Keyrack.',
  next: null,
};

// The origin of a custom scheme is the text "null" in Node, so protocol, host and path are compared.
function isPage(url: string, page: string): boolean {
  const parsed = URL.parse(url);
  return parsed?.protocol === `${APP_SCHEME}:` && parsed.host === APP_HOST && parsed.pathname === `/${page}`;
}

/** SECURITY: only the top frame of a registered window that still shows its own page is answered. */
export function createPages(): Pages {
  const known = new Map<number, { readonly page: string; readonly dispatch: Dispatch }>();
  return {
    register: (contentsId, page, dispatch) => known.set(contentsId, { page, dispatch }),
    forget: (contentsId) => known.delete(contentsId),
    call: async ({ contentsId, frame }, method, input) => {
      const entry = known.get(contentsId);
      const trusted = entry !== undefined && frame?.isTop === true && isPage(frame.url, entry.page);
      return trusted ? entry.dispatch(method, input) : { ok: false, error: untrusted };
    },
  };
}
