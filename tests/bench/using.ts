import type { Page } from '@playwright/test';
import { median, quantile, type Row } from './numbers.ts';

const FRAME_MS = 16;
/** Between keystrokes: a fast typist. */
const PAUSE_MS = 120;
const QUERIES = ['claude 12', 'accounting', 'smoke 9', 'zapier mail', 'pg_live_3', 'nightly 77'];

interface Marks {
  readonly keystrokes: number[];
}

/**
 * Notes for each keystroke how long it took until its last change of the list was on the screen.
 * A frame that was drawn after the change is what the eye waits for.
 */
async function watchTyping(window: Page): Promise<void> {
  await window.evaluate(() => {
    const marks: Marks = { keystrokes: [] };
    let typed = 0;
    let changed = false;
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      if (typed > 0) marks.keystrokes[marks.keystrokes.length - 1] = performance.now() - typed;
    };
    addEventListener(
      'keydown',
      ({ timeStamp }) => {
        typed = timeStamp;
        marks.keystrokes.push(0);
      },
      true,
    );
    new MutationObserver(() => {
      if (changed) return;
      changed = true;
      requestAnimationFrame(() => {
        changed = false;
        channel.port2.postMessage(null);
      });
    }).observe(document.querySelector('main') ?? document.body, {
      childList: true,
      subtree: true,
      characterData: true,
    });
    Object.assign(globalThis, { marks });
  });
}

export async function searchRow(window: Page): Promise<Row> {
  await watchTyping(window);
  const field = window
    .getByRole('searchbox')
    .or(window.getByRole('combobox', { name: /Search/ }))
    .first();
  await field.focus();
  for (const query of QUERIES) {
    for (const letter of query) {
      await window.keyboard.press(letter === ' ' ? 'Space' : letter);
      await window.waitForTimeout(PAUSE_MS);
    }
    await window.keyboard.press('ControlOrMeta+a');
    await window.keyboard.press('Delete');
    await window.waitForTimeout(PAUSE_MS);
  }
  const { keystrokes } = await window.evaluate(() => (globalThis as unknown as { marks: Marks }).marks);
  // A press that changed nothing in sight waits for nothing.
  const waits = keystrokes.filter((each) => each > 0);
  const p95 = quantile(waits, 0.95);
  return {
    what: `keystroke to filtered list (${waits.length} keystrokes)`,
    measured: `p50 ${median(waits).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`,
    figure: `p95 <= ${FRAME_MS} ms`,
    met: p95 <= FRAME_MS,
  };
}

/** Turns the wheel through the list for three seconds, and looks at the time between frames. */
export async function scrollRow(window: Page): Promise<Row> {
  const table = window.getByRole('table', { name: 'Keys' }).or(window.getByRole('grid', { name: 'Keys' }));
  await table.hover({ position: { x: 200, y: 200 } });
  await window.evaluate(() => {
    const frames: number[] = [];
    let last = performance.now();
    const tick = (now: number) => {
      frames.push(now - last);
      last = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    Object.assign(globalThis, { frames });
  });
  const end = Date.now() + 3_000;
  while (Date.now() < end) {
    await window.mouse.wheel(0, 600);
    await window.waitForTimeout(16);
  }
  const frames = (await window.evaluate(() => (globalThis as unknown as { frames: number[] }).frames)).slice(
    2,
  );
  // Half a frame late is a frame that was missed.
  const late = frames.filter((each) => each > FRAME_MS * 1.5).length;
  return {
    what: `scroll (${frames.length} frames)`,
    measured: `p50 ${median(frames).toFixed(1)} ms, p95 ${quantile(frames, 0.95).toFixed(1)} ms, ${late} late`,
    figure: 'none',
    met: null,
  };
}
