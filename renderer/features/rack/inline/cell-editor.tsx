import { Popover } from 'radix-ui';
import { useId } from 'react';
import { columnNames } from '../../../text/rack.ts';
import { usePopupPlace } from '../../../ui/popup-place.ts';
import { type EditedCell, useCellEditor } from './use-cell-editor.ts';

/** A cell that is edited where it stands. */
export function CellEditor(props: EditedCell) {
  const { column, fixed } = props.edit;
  const { text, setText, told, ...heard } = useCellEditor(props);
  const helpId = useId();
  const place = usePopupPlace();
  return (
    <Popover.Root open={told !== null}>
      <Popover.Anchor asChild>
        <input
          type="text"
          aria-label={columnNames[column]}
          aria-invalid={(told !== null && !fixed) || undefined}
          aria-describedby={told === null ? undefined : helpId}
          autoComplete="off"
          spellCheck={false}
          readOnly={fixed}
          // biome-ignore lint/a11y/noAutofocus: the user asked to type here
          autoFocus
          value={text}
          onChange={(event) => setText(event.target.value)}
          onFocus={(event) => event.target.select()}
          onClick={(event) => event.stopPropagation()}
          onDoubleClick={(event) => event.stopPropagation()}
          {...heard}
          className={`-mx-1.5 h-6.5 w-[calc(100%+12px)] min-w-0 rounded-tag border border-control bg-surface px-1.25 text-text aria-invalid:border-danger read-only:text-muted ${column === 'variable' ? 'font-mono text-small' : ''}`}
        />
      </Popover.Anchor>
      <Popover.Portal container={place}>
        <Popover.Content
          // It only says why: nothing in it is done.
          role="none"
          align="start"
          sideOffset={4}
          collisionPadding={8}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          className="z-50 max-w-80 rounded-control bg-raised px-2.5 py-1.5 text-small shadow-raised"
        >
          <p id={helpId} role="alert" className={`wrap-anywhere ${fixed ? 'text-muted' : 'text-danger'}`}>
            {told}
          </p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
