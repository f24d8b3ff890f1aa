import { useRef } from 'react';
import type { Environment } from '#shared/model/environment.ts';
import { openDialog, toast } from '../../state/actions.ts';
import { unarchiveEnvironment } from '../../state/environment-actions.ts';
import { useArchived, useEnvironments, useStandingIn } from '../../state/selectors.ts';
import { archiveText, environmentActs, prescribed } from '../../text/environments.ts';
import { Button } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { EnvironmentName } from '../../ui/environment-name.tsx';
import { MoreMenu } from '../../ui/more-menu.tsx';
import { environmentMenuItems } from '../environments/environment-menu-items.ts';

/** Under the name, past the dot of the colour. */
const SECOND = 'truncate pl-4 text-small text-muted';
const LIST = 'rounded-control border border-border';
const LINE = 'flex items-center gap-2.5 border-b border-border px-3 py-1.5 last:border-b-0';

/** Those in use with what they prescribe, and those that are archived. */
export function EnvironmentSettings() {
  const environments = useEnvironments();
  const archived = useArchived();
  return (
    <>
      {environments.length > 0 && (
        <ul className={LIST}>
          {environments.map((environment) => (
            <Line key={environment.id} environment={environment} />
          ))}
        </ul>
      )}
      {archived.length > 0 && (
        <Disclosure label={archiveText.heading(archived.length)}>
          <ul className={LIST}>
            {archived.map((environment) => (
              <ArchivedLine key={environment.id} environment={environment} />
            ))}
          </ul>
        </Disclosure>
      )}
    </>
  );
}

function Line({ environment }: { readonly environment: Environment }) {
  const environments = useEnvironments();
  const { name } = environment;
  const line = useRef<HTMLLIElement>(null);
  const moved = (words: string | null) => {
    if (words !== null) toast(words);
    // A node that is moved in its list loses the focus.
    line.current?.querySelector<HTMLElement>('[aria-haspopup="menu"]')?.focus();
  };
  const [edit, ...more] = environmentMenuItems(environments, environment, moved);
  return (
    <li ref={line} className={LINE}>
      <div className="grid min-w-0 flex-1">
        <EnvironmentName environment={environment} cut />
        <span className={SECOND}>{prescribed(environment)}</span>
      </div>
      <Button look="quiet" onClick={edit?.run}>
        {environmentActs.edit}
      </Button>
      <MoreMenu label={environmentActs.menu(name)} items={more} />
    </li>
  );
}

function ArchivedLine({ environment }: { readonly environment: Environment }) {
  const { id } = environment;
  const { keys, connections } = useStandingIn(id);
  return (
    <li className={LINE}>
      <div className="grid min-w-0 flex-1">
        <EnvironmentName environment={environment} cut />
        <span className={SECOND}>{archiveText.counts(keys, connections)}</span>
      </div>
      <Button look="quiet" onClick={() => void unarchiveEnvironment(id)}>
        {environmentActs.unarchive}
      </Button>
      <Button look="quiet" onClick={() => openDialog({ kind: 'delete-environment', id })}>
        {environmentActs.delete}
      </Button>
    </li>
  );
}
