import './bridge.ts';
import type { MainClient } from '#shared/ipc/client.ts';
import { createClient } from './client.ts';

/** What the main window asks of main. No method of it takes or returns a secret. */
export const api = createClient<MainClient>({ call: (method, input) => window.bridge.call(method, input) });
