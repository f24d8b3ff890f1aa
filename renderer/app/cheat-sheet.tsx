import { closeDialog } from '../state/actions.ts';
import { useStore } from '../state/store.ts';
import { COMMAND_GROUPS, cheatSheetText, groupNames } from '../text/commands.ts';
import { common } from '../text/common.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ScrollRegion } from '../ui/scroll-region.tsx';
import { Shortcut } from '../ui/shortcut.tsx';
import { commandsIn } from './commands/index.ts';

/** Every shortcut there is, as the registry has them. */
export function CheatSheet() {
  const data = useStore((state) => state.data);
  const grouped = Map.groupBy(
    commandsIn({ data }).filter(({ shortcut }) => shortcut !== undefined),
    ({ group }) => group,
  );
  return (
    <Dialog
      title={cheatSheetText.title}
      wide
      onClose={closeDialog}
      footer={
        <Button look="primary" onClick={closeDialog}>
          {common.close}
        </Button>
      }
    >
      <ScrollRegion label={cheatSheetText.title} className="columns-1 gap-x-8 wide:columns-2">
        {COMMAND_GROUPS.map((group) => (
          <Group key={group} title={groupNames[group]} lines={grouped.get(group) ?? []} />
        ))}
        <Group title={cheatSheetText.lists} lines={cheatSheetText.inLists} />
      </ScrollRegion>
    </Dialog>
  );
}

interface GroupProps {
  readonly title: string;
  readonly lines: readonly { readonly name: string; readonly shortcut?: string | undefined }[];
}

function Group({ title, lines }: GroupProps) {
  if (lines.length === 0) return null;
  return (
    <section className="mb-4 break-inside-avoid">
      <h3 className="mb-1 text-label font-medium text-faint">{title}</h3>
      <dl>
        {lines.map(({ name, shortcut = '' }) => (
          <div key={name + shortcut} className="flex min-h-7 items-center justify-between gap-4">
            <dt className="min-w-0 truncate">{name}</dt>
            <dd>
              <Shortcut keys={shortcut} said />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
