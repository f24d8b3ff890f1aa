import { Ellipsis } from 'lucide-react';
import type { Environment } from '#shared/model/environment.ts';
import { useEnvironments } from '../../state/selectors.ts';
import { environmentActs } from '../../text/environments.ts';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import { environmentMenuItems } from './environment-menu-items.ts';

interface Props {
  readonly environment: Environment;
  readonly onMoved: (words: string | null) => void;
  readonly onClose: () => void;
}

/** The menu of an environment in the sidebar, open. Its code comes with the first press. */
export function EnvironmentMenu({ environment, onMoved, onClose }: Props) {
  const items = environmentMenuItems(useEnvironments(), environment, onMoved);
  return (
    <Menu
      open
      onClose={onClose}
      items={items}
      trigger={
        <button
          type="button"
          aria-label={environmentActs.menu(environment.name)}
          className="inline-flex size-6 shrink-0 items-center justify-center rounded-control bg-active text-text"
        >
          <Icon of={Ellipsis} size={14} />
        </button>
      }
    />
  );
}
