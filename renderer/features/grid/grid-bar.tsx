import { ScanSearch } from 'lucide-react';
import { openDialog } from '../../state/actions.ts';
import { gridText } from '../../text/grid.ts';
import { identifyText } from '../../text/identify.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Select } from '../../ui/select.tsx';
import type { ProjectFilter } from './columns.ts';

interface Props {
  readonly projects: readonly string[];
  readonly project: ProjectFilter;
  readonly onProject: (project: ProjectFilter) => void;
  readonly search: string;
  readonly onSearch: (search: string) => void;
}

const ALL = 'all';
const named = (project: string) => `project:${project}`;

/** Which environments, which variables; and whose a value is that was found somewhere. */
export function GridBar({ projects, project, onProject, search, onSearch }: Props) {
  const choices = [
    { value: ALL, label: gridText.allProjects },
    ...projects.map((each) => ({ value: named(each), label: each || gridText.noProject })),
  ];
  return (
    <>
      {projects.length > 0 && (
        <div className="w-36">
          <Select
            control={{ id: 'grid-project', 'aria-label': gridText.project }}
            value={project === null ? ALL : named(project)}
            choices={choices}
            onChange={(value) => onProject(projects.find((each) => named(each) === value) ?? null)}
          />
        </div>
      )}
      <SearchField
        label={gridText.search}
        hint={gridText.searchHint}
        clear={gridText.clearSearch}
        value={search}
        onChange={onSearch}
        onDown={focusFirstCell}
      />
      <Button onClick={() => openDialog({ kind: 'identify' })}>
        <Icon of={ScanSearch} size={14} />
        {identifyText.title}
      </Button>
    </>
  );
}

function focusFirstCell(): void {
  document.querySelector<HTMLElement>('td[data-row][tabindex="0"]')?.focus();
}
