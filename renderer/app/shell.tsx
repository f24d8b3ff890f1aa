import { useState } from 'react';
import { Rack } from '../features/rack/rack.tsx';
import { known } from '../state/remote.ts';
import { useEnvironment } from '../state/selectors.ts';
import { useStore } from '../state/store.ts';
import { later } from '../ui/later.tsx';
import { PopupPlace } from '../ui/popup-place.ts';
import { useMedia } from '../ui/use-media.ts';
import { Sidebar } from './sidebar.tsx';

const LockedBar = later(() => import('./locked-bar.tsx').then((all) => all.LockedBar));
const UndoProblem = later(() => import('./undo-problem.tsx').then((all) => all.UndoProblem));
const SidebarOverlay = later(() => import('./sidebar-overlay.tsx').then((all) => all.SidebarOverlay));
/** All views but the first come in one file: what each has alone is less than what they share. */
const OtherView = later(() => import('./other-view.tsx').then((all) => all.OtherView));

/** Environments and views at the left, what they show at the right. */
export function Shell() {
  const view = useStore((state) => state.view);
  const locked = useStore((state) => known(state.data.storage)?.appLocked ?? false);
  const notUndone = useStore((state) => state.undoProblem !== null);
  const production = useEnvironment()?.stage === 'production';
  const wide = useMedia('(min-width: 760px)');
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return (
    <PopupPlace value={place}>
      <div className="flex h-full flex-col">
        {production && <div aria-hidden="true" className="h-0.5 shrink-0 bg-stripe" />}
        <div className="flex min-h-0 flex-1">
          {wide ? (
            <div className="w-56 shrink-0 border-r border-border">
              <Sidebar />
            </div>
          ) : (
            <SidebarOverlay />
          )}
          <main ref={setPlace} className="flex min-w-0 flex-1 flex-col bg-surface">
            {locked && <LockedBar />}
            {notUndone && <UndoProblem />}
            {view === 'rack' ? <Rack /> : <OtherView view={view} />}
          </main>
        </div>
      </div>
    </PopupPlace>
  );
}
