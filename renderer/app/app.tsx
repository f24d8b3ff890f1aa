import { Tooltip } from 'radix-ui';
import { useEffect, useState } from 'react';
import { needsSetup } from '../features/onboarding/steps.ts';
import { setState, useStore } from '../state/store.ts';
import { viewOf } from '../state/view.ts';
import { later } from '../ui/later.tsx';
import { Dialogs } from './dialogs.tsx';
import { Shell } from './shell.tsx';
import { StorageStatus } from './storage-status.tsx';
import { applyDensity, applyTheme, followContrast } from './theme.ts';
import { Toasts } from './toasts.tsx';
import { useShortcuts } from './use-shortcuts.ts';

const Setup = later(() => import('../features/onboarding/setup.tsx').then((all) => all.Setup));

export function App() {
  useTheme();
  useAddress();
  const setup = useStore((state) => needsSetup(state));
  useShortcuts(!setup);
  return (
    <Tooltip.Provider delayDuration={450} skipDelayDuration={200}>
      {setup ? <Setup storage={<StorageStatus choosing />} /> : <Shell />}
      <Dialogs />
      <Toasts />
    </Tooltip.Provider>
  );
}

function useTheme(): void {
  const { theme, density } = useStore((state) => state.preferences);
  const [more, setMore] = useState(false);
  useEffect(() => followContrast(setMore), []);
  useEffect(() => applyTheme(document.documentElement, theme, more), [theme, more]);
  useEffect(() => applyDensity(document.documentElement, density), [density]);
}

function useAddress(): void {
  useEffect(() => {
    const read = () => {
      const view = viewOf(location.hash);
      // Who comes back to the rack finds all of it.
      setState({ view, sidebarOpen: false, ...(view === 'rack' ? {} : { search: '' }) });
    };
    read();
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);
}
