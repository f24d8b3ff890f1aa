import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config } from 'zod/mini';
import './api/bridge.ts';
import { App } from './app/app.tsx';
import { onCommand } from './app/commands/index.ts';
import { passNonceOn } from './app/nonce.ts';
import { onLink } from './state/linking.ts';
import { loadAll, onEvent } from './state/loading.ts';

// SECURITY: zod writes code at run time unless told not to, and the page's policy forbids that (promise 6).
config({ jitless: true });
passNonceOn(document);

window.bridge.on(onEvent);
window.bridge.on(onCommand);
window.bridge.on(onLink);
void loadAll();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
