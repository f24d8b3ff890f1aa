import { Layers } from 'lucide-react';
import { useId, useState } from 'react';
import { selectEnvironment } from '../state/actions.ts';
import { type ProjectGroup, projectGroups } from '../state/in-use.ts';
import { useEnvironment, useEnvironments } from '../state/selectors.ts';
import { appText } from '../text/app.ts';
import { environmentShortcut } from '../text/shortcuts.ts';
import { Icon } from '../ui/icon.tsx';
import { EnvironmentEntry } from './environment-entry.tsx';
import { SidebarEntry } from './sidebar-entry.tsx';

/** All of them, then each, parted by their projects where there are several. */
export function EnvironmentList() {
  const groups = projectGroups(useEnvironments());
  const none = useEnvironment() === null;
  const [moved, say] = useState<string | null>(null);
  return (
    <>
      <SidebarEntry name={appText.allEnvironments} current={none} onClick={() => selectEnvironment(null)}>
        <Icon of={Layers} size={14} className="-mx-0.75" />
      </SidebarEntry>
      {groups.map((group) => (
        <Group key={group.project ?? ''} group={group} onMoved={say} />
      ))}
      <p role="status" aria-label={appText.order} className="sr-only">
        {moved}
      </p>
    </>
  );
}

interface GroupProps {
  readonly group: ProjectGroup;
  readonly onMoved: (words: string | null) => void;
}

function Group({ group: { project, first, environments }, onMoved }: GroupProps) {
  const id = useId();
  const shown = useEnvironment();
  return (
    <>
      {project !== null && (
        <h3 id={id} title={project} className="truncate px-2 pt-2.5 pb-0.5 text-label text-faint">
          {project}
        </h3>
      )}
      <ul aria-labelledby={project === null ? undefined : id} className="flex flex-col gap-px">
        {environments.map((environment, index) => (
          <EnvironmentEntry
            key={environment.id}
            environment={environment}
            current={shown?.id === environment.id}
            shortcut={environmentShortcut(first + index)}
            onMoved={onMoved}
          />
        ))}
      </ul>
    </>
  );
}
