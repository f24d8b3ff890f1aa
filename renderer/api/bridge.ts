import type { Bridge } from '#shared/ipc/client.ts';

declare global {
  interface Window {
    /** Put here by the preload; in a plain browser by a fake. */
    readonly bridge: Bridge;
  }
}
