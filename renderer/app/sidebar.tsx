import {
  Cable,
  Crosshair,
  Grid3x3,
  KeyRound,
  type LucideIcon,
  Plus,
  RefreshCw,
  ScrollText,
  Settings,
} from 'lucide-react';
import { isDrifted } from '#shared/model/delivery.ts';
import { openDialog } from '../state/actions.ts';
import { useOverdueCount } from '../state/due.ts';
import { listOf } from '../state/remote.ts';
import { runsThatNeedAPerson } from '../state/rotations.ts';
import { uncopied, useKeys } from '../state/selectors.ts';
import { useStore } from '../state/store.ts';
import { addressOf, VIEWS, type View } from '../state/view.ts';
import { appText } from '../text/app.ts';
import { viewNames } from '../text/common.ts';
import { Icon } from '../ui/icon.tsx';
import { EnvironmentList } from './environment-list.tsx';
import { StorageStatus } from './storage-status.tsx';

const icons: Record<View, LucideIcon> = {
  rack: KeyRound,
  grid: Grid3x3,
  rotation: RefreshCw,
  targets: Crosshair,
  activity: ScrollText,
  connections: Cable,
  settings: Settings,
};

export function Sidebar() {
  return (
    <div className="flex h-full flex-col bg-canvas chrome">
      <div className="flex min-h-0 flex-1 flex-col gap-5 overflow-y-auto px-2 py-3">
        <ViewLinks />
        <nav aria-labelledby="environments-heading">
          <h2 id="environments-heading" className="px-2 pb-1 text-label font-medium text-faint">
            {appText.environments}
          </h2>
          <EnvironmentList />
          <button
            type="button"
            onClick={() => openDialog({ kind: 'new-environment' })}
            className="mt-0.5 flex h-7 w-full items-center gap-2 rounded-control px-2 text-left text-muted hover:bg-hover hover:text-text"
          >
            <Icon of={Plus} size={14} />
            {appText.newEnvironment}
          </button>
        </nav>
      </div>
      <footer className="border-t border-border px-3 py-2.5">
        <StorageStatus />
      </footer>
    </div>
  );
}

/** How many wait for the user there; the view itself says it to who cannot see. */
function Count({ of }: { readonly of: readonly [count: number, meaning: string] | undefined }) {
  if (of === undefined || of[0] === 0) return null;
  return (
    <span aria-hidden="true" className="text-label text-warn tabular-nums" title={of[1]}>
      {of[0].toLocaleString('en')}
    </span>
  );
}

function ViewLinks() {
  const view = useStore((state) => state.view);
  const waiting = uncopied(useKeys()).length;
  const drifted = useStore((state) => listOf(state.data.deliveries).filter(isDrifted).length);
  const wanting = useStore(({ data }) => runsThatNeedAPerson(data).length);
  const overdue = useOverdueCount();
  const counts: Partial<Record<View, readonly [number, string]>> = {
    rack: [waiting, appText.notYetCopied(waiting)],
    rotation: [wanting + overdue, appText.rotationsWaiting(wanting, overdue)],
    targets: [drifted, appText.drifted(drifted)],
  };
  return (
    <nav aria-label={appText.views}>
      <ul className="flex flex-col gap-px">
        {VIEWS.map((name) => (
          <li key={name}>
            <a
              href={addressOf(name)}
              draggable={false}
              aria-current={view === name ? 'page' : undefined}
              className="flex h-7 items-center gap-2 rounded-control px-2 text-muted hover:bg-hover hover:text-text aria-[current=page]:bg-active aria-[current=page]:font-medium aria-[current=page]:text-text"
            >
              <Icon of={icons[name]} />
              <span className="flex-1">{viewNames[name]}</span>
              <Count of={counts[name]} />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
