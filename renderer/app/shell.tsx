import { type JSX, useState } from 'react';
import { Rack } from '../features/rack/rack.tsx';
import { known } from '../state/remote.ts';
import { useEnvironment } from '../state/selectors.ts';
import { useStore } from '../state/store.ts';
import type { View } from '../state/view.ts';
import { later } from '../ui/later.tsx';
import { PopupPlace } from '../ui/popup-place.ts';
import { useMedia } from '../ui/use-media.ts';
import { Sidebar } from './sidebar.tsx';

const LockedBar = later(async () => (await import('./locked-bar.tsx')).LockedBar);
const UndoProblem = later(async () => (await import('./undo-problem.tsx')).UndoProblem);
const GridView = later(async () => (await import('../features/grid/grid-view.tsx')).GridView);
const SidebarOverlay = later(async () => (await import('./sidebar-overlay.tsx')).SidebarOverlay);
const RotationView = later(async () => (await import('../features/rotation/rotation-view.tsx')).RotationView);
const TargetsView = later(async () => (await import('../features/targets/targets-view.tsx')).TargetsView);
const ActivityView = later(async () => (await import('../features/activity/activity-view.tsx')).ActivityView);
const ConnectionsView = later(
  async () => (await import('../features/connections/connections-view.tsx')).ConnectionsView,
);
const SettingsView = later(async () => (await import('../features/settings/settings-view.tsx')).SettingsView);

const views: Record<View, () => JSX.Element> = {
  rack: () => <Rack />,
  grid: () => <GridView />,
  rotation: () => <RotationView />,
  targets: () => <TargetsView />,
  activity: () => <ActivityView />,
  connections: () => <ConnectionsView />,
  settings: () => <SettingsView />,
};

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
            {views[view]()}
          </main>
        </div>
      </div>
    </PopupPlace>
  );
}
