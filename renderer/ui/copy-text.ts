/**
 * Puts words that are no secret on the clipboard. The asynchronous clipboard is a permission,
 * and main denies this page every permission; a press of a button may still copy.
 * @returns whether it was copied
 */
export function copyText(text: string): boolean {
  const fill = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener('copy', fill, { capture: true });
  const done = document.execCommand('copy');
  document.removeEventListener('copy', fill, { capture: true });
  return done;
}
