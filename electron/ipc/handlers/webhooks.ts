import { AppError } from '#core/errors.ts';
import type { Desktop } from '#core/ports/desktop.ts';
import type { Windows } from '#core/ports/windows.ts';
import type { Services } from '#core/services.ts';
import type { MainWindow } from '#shared/ipc/contract/main-window.ts';
import type { Handlers } from '#shared/ipc/define.ts';
import { askFor } from './asking.ts';

type WebhookMethods = Pick<Handlers<MainWindow>, Extract<keyof MainWindow, `webhooks.${string}`>>;

export interface WebhookDoor {
  readonly services: Pick<Services, 'webhooks'>;
  readonly windows: Windows;
  readonly desktop: Desktop;
}

const SECRET = {
  kind: 'secret',
  purpose: 'The secret that the webhook is signed with. It is not kept.',
} as const;

export function webhookHandlers({ services, windows, desktop }: WebhookDoor): WebhookMethods {
  // Only the file chosen last is kept: a payload may be large, and nobody checks two at a time.
  let chosen: { readonly payload: string; readonly bytes: Uint8Array } | null = null;
  const bytesOf = (payload: { readonly text: string } | { readonly chosen: string }): Uint8Array => {
    if ('text' in payload) return new TextEncoder().encode(payload.text);
    if (chosen?.payload === payload.chosen) return chosen.bytes;
    throw new AppError('not-found', {
      message: 'The chosen file is not kept any more.',
      next: 'Choose it again.',
    });
  };
  return {
    'webhooks.choosePayload': async () => {
      const { name, bytes } = await desktop.open('payload');
      chosen = { payload: crypto.randomUUID(), bytes };
      return { payload: chosen.payload, name, bytes: bytes.length };
    },
    'webhooks.verify': async ({ payload, signature }) => {
      const bytes = bytesOf(payload);
      return askFor(windows, SECRET, (secret) => services.webhooks.verify(bytes, signature, secret));
    },
  };
}
