import { Download } from 'lucide-react';
import type { ActivityFilter, ActivityFormat } from '#shared/model/activity.ts';
import { api } from '../../api/api.ts';
import { asApiError } from '../../api/api-error.ts';
import { toast } from '../../state/actions.ts';
import { activityText } from '../../text/activity.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';

async function exportTo(filter: ActivityFilter, format: ActivityFormat): Promise<void> {
  try {
    const { file } = await api['activity.export']({ filter, format });
    toast(activityText.exported(file));
  } catch (thrown) {
    const { code, message } = asApiError(thrown);
    if (code !== 'cancelled') toast(message);
  }
}

/** What is shown, as a file. */
export function ExportActivity({ filter }: { readonly filter: ActivityFilter }) {
  return (
    <Menu
      trigger={
        <Button>
          <Icon of={Download} size={14} />
          {activityText.export}
        </Button>
      }
      items={(['csv', 'json'] as const).map((format) => ({
        label: activityText.exportAs[format],
        run: () => void exportTo(filter, format),
      }))}
    />
  );
}
