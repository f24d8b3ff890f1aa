import type { Page } from '@playwright/test';
import { median, quantile, type Row } from './numbers.ts';

const FRAME_MS = 16;
/** Between keystrokes: a fast typist. */
const PAUSE_MS = 120;
const QUERIES = ['claude 12', 'accounting', 'smoke 9', 'zapier mail', 'pg_live_3', 'nightly 77'];

interface Keystroke {
  /** Milliseconds of the page's own work, from the press until the list is drawn: to be done within a frame. */
  work: number;
  /** Milliseconds until the frame with the list is drawn; 0: the press changed nothing in it. */
  drawn: number;
}

/**
 * Notes for each keystroke when the list changed by it, and when the frame with the change was drawn. Between the two the
 * page waits for the screen, up to a frame, whatever it did: so the work is told without the wait, and the whole with it.
 */
async function watchTyping(window: Page): Promise<void> {
  await window.evaluate(() => {
    const strokes: Keystroke[] = [];
    let pressed = 0;
    let begun = 0;
    let waiting = false;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      const last = strokes.at(-1);
      if (last === undefined) return;
      const now = performance.now();
      last.work += now - begun;
      last.drawn = now - pressed;
    };
    const onPress = ({ timeStamp }: Event) => {
      pressed = timeStamp;
      strokes.push({ work: 0, drawn: 0 });
    };
    addEventListener('keydown', onPress, true);
    const isOfList = ({ target, removedNodes, addedNodes }: MutationRecord) =>
      (target instanceof Element && target.closest('table') !== null) ||
      [...removedNodes, ...addedNodes].some((node) => node instanceof Element && node.querySelector('table'));
    new MutationObserver((records) => {
      const last = strokes.at(-1);
      if (waiting || last === undefined || !records.some(isOfList)) return;
      waiting = true;
      last.work = performance.now() - pressed;
      requestAnimationFrame(() => {
        waiting = false;
        begun = performance.now();
        // Delivered after the frame is drawn.
        port2.postMessage(null);
      });
    }).observe(document.querySelector('main') ?? document.body, { childList: true, subtree: true });
    Object.assign(globalThis, { strokes });
  });
}

export async function searchRows(window: Page): Promise<readonly Row[]> {
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
  const all = await window.evaluate(() => (globalThis as unknown as { strokes: Keystroke[] }).strokes);
  const seen = all.filter(({ drawn }) => drawn > 0);
  const [work, drawn] = [seen.map((each) => each.work), seen.map((each) => each.drawn)];
  const told = (list: readonly number[]) =>
    `p50 ${median(list).toFixed(1)} ms, p95 ${quantile(list, 0.95).toFixed(1)} ms`;
  return [
    {
      what: `keystroke to filtered list, the work (${seen.length} keystrokes)`,
      measured: told(work),
      figure: `p95 <= ${FRAME_MS} ms`,
      met: quantile(work, 0.95) <= FRAME_MS,
    },
    {
      what: 'keystroke to filtered list on the screen',
      measured: told(drawn),
      figure: 'none',
      met: null,
    },
  ];
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
