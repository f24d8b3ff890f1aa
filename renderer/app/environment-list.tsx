import { Layers } from 'lucide-react';
import type { ReactNode } from 'react';
import { selectEnvironment } from '../state/actions.ts';
import { useEnvironment, useEnvironments } from '../state/selectors.ts';
import { appText } from '../text/app.ts';
import { environmentShortcut } from '../text/shortcuts.ts';
import { ColourDot } from '../ui/badge.tsx';
import { StageMark } from '../ui/environment-name.tsx';
import { Icon } from '../ui/icon.tsx';
import { Tooltip } from '../ui/tooltip.tsx';

export function EnvironmentList() {
  const environments = useEnvironments();
  const shown = useEnvironment();
  return (
    <ul className="flex flex-col gap-px">
      <Entry name={appText.allEnvironments} current={shown === null} onPick={() => selectEnvironment(null)}>
        <Icon of={Layers} size={14} className="-mx-0.75" />
      </Entry>
      {environments.map((environment, index) => (
        <Entry
          key={environment.id}
          name={environment.name}
          current={shown?.id === environment.id}
          shortcut={environmentShortcut(index)}
          badge={<StageMark environment={environment} />}
          onPick={() => selectEnvironment(environment.id)}
        >
          <ColourDot colour={environment.colour} />
        </Entry>
      ))}
    </ul>
  );
}

interface EntryProps {
  readonly name: string;
  readonly current: boolean;
  readonly shortcut?: string | undefined;
  readonly badge?: ReactNode;
  readonly onPick: () => void;
  readonly children: ReactNode;
}

function Entry({ name, current, shortcut, badge, onPick, children }: EntryProps) {
  return (
    <li>
      <Tooltip text={name} shortcut={shortcut} side="right">
        <button
          type="button"
          aria-current={current || undefined}
          onClick={onPick}
          className="flex h-7 w-full min-w-0 items-center gap-2.5 rounded-control px-2.5 text-left text-muted hover:bg-hover hover:text-text aria-[current=true]:bg-active aria-[current=true]:font-medium aria-[current=true]:text-text"
        >
          {children}
          <span className="min-w-0 flex-1 truncate">{name}</span>
          {badge}
        </button>
      </Tooltip>
    </li>
  );
}
