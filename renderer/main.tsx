import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config } from 'zod/mini';
import './api/bridge.ts';
import { App } from './app/app.tsx';
import { onCommand } from './app/commands/index.ts';
import { passNonceOn } from './app/nonce.ts';
import { onLink } from './state/linking.ts';
import { loadAll, loadFirstPage, onEvent } from './state/loading.ts';

// SECURITY: zod writes code at run time unless told not to, and the page's policy forbids that (promise 6).
config({ jitless: true });
passNonceOn(document);

window.bridge.on(onEvent);
window.bridge.on(onCommand);
window.bridge.on(onLink);

const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no #root');
const page = createRoot(place);
const paint = () => {
  page.render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
  requestIdleCallback(() => void loadAll(), { timeout: 200 });
};

/** Milliseconds. A skeleton that stands for less costs a paint and tells nothing. */
const PATIENCE = 150;
void Promise.race([loadFirstPage(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]).then(paint);
