import '../api/bridge.ts';
import type { RevealClient } from '#shared/ipc/client.ts';
import { asApiError } from '../api/api-error.ts';
import { createClient } from '../api/client.ts';
import { revealText } from '../text/windows.ts';
import { element } from './element.ts';
import { groupsOf } from './groups.ts';

const api = createClient<RevealClient>(window.bridge);
const box = element<HTMLDivElement>('secret');

// SECURITY: the token is good for one call of this window; it does not stay in the address either.
const token = location.hash.slice(1);
history.replaceState(null, '', location.pathname);

async function show(): Promise<void> {
  try {
    const { name, environment, secret, seconds } = await api['reveal.take']({ token });
    element('name').textContent = name;
    element('environment').textContent = environment;
    fill(secret);
    const care = element<HTMLParagraphElement>('care');
    care.textContent = revealText.care;
    care.hidden = false;
    countDown(seconds);
  } catch (thrown) {
    const { message, next } = asApiError(thrown);
    const problem = element<HTMLParagraphElement>('problem');
    problem.textContent = [message, next].filter(Boolean).join(' ');
    problem.hidden = false;
    element('ring').remove();
    element<HTMLButtonElement>('hide').focus();
  }
}

/** Read as a field that cannot be written, so that a screen reader can go through it letter by letter. */
function fill(secret: string): void {
  box.setAttribute('role', 'textbox');
  box.setAttribute('aria-readonly', 'true');
  box.setAttribute('aria-label', 'Secret');
  box.tabIndex = 0;
  box.replaceChildren(...groupsOf(secret).map(group));
  box.hidden = false;
  box.focus();
}

function group(text: string): HTMLSpanElement {
  const span = document.createElement('span');
  span.textContent = text;
  return span;
}

/** Main closes the window by itself; this shows how long that takes, and does not wait for it. */
function countDown(seconds: number): void {
  const arc = element<SVGCircleElement>('arc');
  const end = performance.now() + seconds * 1000;
  const tick = () => {
    const left = Math.max(0, end - performance.now());
    arc.style.strokeDashoffset = String(100 - left / (seconds * 10));
    element('left').textContent = revealText.left(Math.ceil(left / 1000));
    if (left === 0) hide();
  };
  tick();
  setInterval(tick, 250);
}

function hide(): void {
  box.replaceChildren();
  void api['reveal.hide']().catch(() => window.close());
}

element('hide').addEventListener('click', hide);
window.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') hide();
});
void show();
