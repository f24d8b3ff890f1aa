import type { Provider } from '#shared/model/provider.ts';
import { openDialog } from '../../../state/actions.ts';
import { useEnvironment, useUsersOf } from '../../../state/selectors.ts';
import { servicesText as text } from '../../../text/services.ts';
import { Button } from '../../../ui/button.tsx';
import { MoreMenu } from '../../../ui/more-menu.tsx';
import { PlainCell } from '../../../ui/plain-table.tsx';
import { EvidenceBadge } from '../form/provider-marks.tsx';
import { editService, exportService } from './draft-actions.ts';

interface Props {
  readonly service: Provider;
  readonly run: <T>(action: () => Promise<T>) => Promise<T | null>;
}

export function ServiceRow({ service, run }: Props) {
  const { id, name, about, evidence } = service;
  const environment = useEnvironment();
  const used = useUsersOf(id);
  return (
    <tr>
      <PlainCell>
        <span className="block truncate font-medium" title={name}>
          {name}
        </span>
        <span className="block truncate text-small text-muted">
          <span className="font-mono">{id}</span>
          {about !== '' && ` · ${about}`}
        </span>
      </PlainCell>
      <PlainCell>
        <EvidenceBadge evidence={evidence} />
      </PlainCell>
      <PlainCell>
        <span className="tabular-nums">{used}</span>
      </PlainCell>
      <PlainCell>
        <span className="flex justify-end gap-1.5">
          <Button onClick={() => void run(() => editService(id))}>{text.edit}</Button>
          <MoreMenu
            label={text.more(name)}
            items={[
              {
                label: text.connect,
                run: () =>
                  openDialog({
                    kind: 'add-connection',
                    environmentId: environment?.id ?? null,
                    provider: id,
                  }),
              },
              { label: text.export, run: () => void run(() => exportService(id)) },
              {
                label: text.remove,
                danger: true,
                apart: true,
                run: () => openDialog({ kind: 'remove-service', id }),
              },
            ]}
          />
        </span>
      </PlainCell>
    </tr>
  );
}
