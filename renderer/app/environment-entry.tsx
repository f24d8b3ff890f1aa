import { Ellipsis } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, useRef, useState } from 'react';
import type { Environment } from '#shared/model/environment.ts';
import { selectEnvironment } from '../state/actions.ts';
import { moveEnvironment } from '../state/environment-actions.ts';
import { environmentActs } from '../text/environments.ts';
import { ColourDot } from '../ui/badge.tsx';
import { StageMark } from '../ui/environment-name.tsx';
import { Icon } from '../ui/icon.tsx';
import { later } from '../ui/later.tsx';
import { SidebarEntry } from './sidebar-entry.tsx';

const EnvironmentMenu = later(() =>
  import('../features/environments/environment-menu.tsx').then((all) => all.EnvironmentMenu),
);

const STEPS: Readonly<Record<string, -1 | 1>> = { ArrowUp: -1, ArrowDown: 1 };

interface Props {
  readonly environment: Environment;
  readonly current: boolean;
  readonly shortcut: string | undefined;
  /** Hears where it stands after a move, in words. */
  readonly onMoved: (words: string | null) => void;
}

/** An environment of the sidebar: a press shows it, its menu does the rest, Alt with an arrow key moves it. */
export function EnvironmentEntry({ environment, current, shortcut, onMoved }: Props) {
  const { id, name, stage } = environment;
  const [menu, setMenu] = useState(false);
  const entry = useRef<HTMLButtonElement>(null);
  const focus = () =>
    requestAnimationFrame(() => {
      if (document.activeElement?.closest('[role="dialog"]') == null) entry.current?.focus();
    });
  // A node that is moved in its list loses the focus.
  const moved = (words: string | null) => {
    onMoved(words);
    focus();
  };
  const press = (event: KeyboardEvent) => {
    const by = event.altKey ? STEPS[event.key] : undefined;
    if (by === undefined) return;
    event.preventDefault();
    void moveEnvironment(id, by).then(moved);
  };
  const open = (event: MouseEvent) => {
    event.preventDefault();
    setMenu(true);
  };
  const close = () => {
    setMenu(false);
    focus();
  };
  return (
    <li className="group relative flex items-center" onContextMenu={open}>
      {stage === 'production' && (
        <span aria-hidden="true" className="absolute inset-y-1 left-0 w-0.5 rounded-full bg-production" />
      )}
      <SidebarEntry
        ref={entry}
        name={name}
        current={current}
        shortcut={shortcut}
        badge={<StageMark environment={environment} />}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        onKeyDown={press}
        onClick={() => selectEnvironment(id)}
      >
        <ColourDot colour={environment.colour} />
      </SidebarEntry>
      {menu ? (
        <EnvironmentMenu environment={environment} onMoved={moved} onClose={close} />
      ) : (
        <button
          type="button"
          aria-label={environmentActs.menu(name)}
          aria-haspopup="menu"
          title={environmentActs.menu(name)}
          tabIndex={current ? 0 : -1}
          onClick={() => setMenu(true)}
          className="sr-only group-focus-within:not-sr-only group-hover:not-sr-only"
        >
          <span className="inline-flex size-6 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-text">
            <Icon of={Ellipsis} size={14} />
          </span>
        </button>
      )}
    </li>
  );
}
