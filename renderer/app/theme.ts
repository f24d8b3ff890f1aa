import type { Density, Theme } from '#shared/model/preferences.ts';

/** Puts the theme on the document; tokens.css does the rest. `system` leaves it to the OS. */
export function applyTheme(root: HTMLElement, theme: Theme, systemWantsContrast: boolean): void {
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  else delete root.dataset.theme;
  if (theme === 'contrast' || (theme === 'system' && systemWantsContrast)) root.dataset.contrast = 'more';
  else delete root.dataset.contrast;
}

/** How close the rows of lists stand; tokens.css does the rest. */
export function applyDensity(root: HTMLElement, density: Density): void {
  root.dataset.density = density;
}

/** Follows the OS while the window is open. @returns the way to stop */
export function followContrast(onChange: (more: boolean) => void): () => void {
  const query = matchMedia('(prefers-contrast: more)');
  const tell = () => onChange(query.matches);
  tell();
  query.addEventListener('change', tell);
  return () => query.removeEventListener('change', tell);
}
