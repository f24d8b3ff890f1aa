import { useState } from 'react';

// One dialog may open the next; the focus goes back to where the first was opened from.
let lastOutside: HTMLElement | null = null;

/** @returns what a dialog does with the focus when it closes */
export function useFocusReturn(): (event: Event) => void {
  const [origin] = useState(() => {
    const focused = document.activeElement;
    const inDialog = focused?.closest('[role="dialog"]') ?? null;
    if (focused instanceof HTMLElement && focused !== document.body && inDialog === null)
      lastOutside = focused;
    return inDialog !== null && focused instanceof HTMLElement ? focused : lastOutside;
  });
  return (event) => {
    event.preventDefault();
    // A dialog that opened in the meantime has taken the focus already.
    if (document.activeElement?.closest('[role="dialog"]')) return;
    const rows = document.querySelectorAll<HTMLElement>('tr[data-key][tabindex="0"]');
    const buttons = document.querySelectorAll<HTMLElement>('main button');
    [origin, lastOutside, ...rows, ...buttons]
      .find((each) => each?.isConnected && each.checkVisibility())
      ?.focus();
  };
}
