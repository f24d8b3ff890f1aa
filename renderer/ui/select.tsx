import { getNonce } from 'get-nonce';
import { Check, ChevronDown, ChevronUp } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import type { ControlProps } from './field.tsx';
import { Icon } from './icon.tsx';
import { usePopupPlace } from './popup-place.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly mark?: ReactNode;
  readonly detail?: string;
  /** The name above it and those that follow with the same; absent: it stands under none. */
  readonly group?: string;
}

interface Props {
  readonly control: ControlProps;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly disabled?: boolean;
}

/** Says that there is more than is seen. */
const SCROLL = 'flex h-6 items-center justify-center text-muted';

export function Select({ control, value, choices, onChange, placeholder, disabled = false }: Props) {
  const place = usePopupPlace();
  return (
    <Radix.Root value={value} onValueChange={onChange} disabled={disabled}>
      <Radix.Trigger
        {...control}
        className="flex h-8 w-full min-w-0 items-center justify-between gap-2 rounded-control border border-control bg-surface px-2.5 text-left text-text disabled:opacity-55 data-placeholder:text-faint [&>span]:truncate"
      >
        <Radix.Value placeholder={placeholder} />
        <Radix.Icon asChild>
          <span>
            <Icon of={ChevronDown} size={14} className="text-muted" />
          </span>
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal container={place}>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-[min(320px,var(--radix-select-content-available-height))] min-w-(--radix-select-trigger-width) max-w-[min(440px,96vw)] overflow-hidden rounded-control bg-raised shadow-raised"
        >
          <Radix.ScrollUpButton className={SCROLL}>
            <Icon of={ChevronUp} size={14} />
          </Radix.ScrollUpButton>
          <Radix.Viewport nonce={getNonce()} className="p-1">
            {groupsOf(choices).map(([name, members]) =>
              name === '' ? (
                <SelectItems key={name} choices={members} />
              ) : (
                <Radix.Group key={name} className="pt-1 first:pt-0">
                  <Radix.Label className="px-2 py-1 text-label font-medium text-muted">{name}</Radix.Label>
                  <SelectItems choices={members} />
                </Radix.Group>
              ),
            )}
          </Radix.Viewport>
          <Radix.ScrollDownButton className={SCROLL}>
            <Icon of={ChevronDown} size={14} />
          </Radix.ScrollDownButton>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** In the order in which each group first comes. */
const groupsOf = (choices: readonly Choice[]) =>
  [...Map.groupBy(choices, ({ group = '' }) => group)] as const;

const SelectItems = ({ choices }: { readonly choices: readonly Choice[] }) =>
  choices.map((choice) => <SelectItem key={choice.value} choice={choice} />);

function SelectItem({ choice }: { readonly choice: Choice }) {
  const id = useId();
  return (
    <Radix.Item
      value={choice.value}
      {...(choice.detail ? { 'aria-labelledby': `${id}-label ${id}-detail` } : {})}
      className="flex min-h-7 items-center gap-2 rounded-tag px-2 py-1 pr-7 text-text outline-none data-highlighted:bg-hover data-highlighted:outline-2 data-highlighted:-outline-offset-2 data-highlighted:outline-transparent"
    >
      <Radix.ItemText>
        <span className="flex min-w-0 items-center gap-2">
          {choice.mark}
          <span id={`${id}-label`} className="truncate">
            {choice.label}
          </span>
        </span>
      </Radix.ItemText>
      {choice.detail && (
        <span id={`${id}-detail`} className="truncate text-small text-faint">
          {` ${choice.detail}`}
        </span>
      )}
      <Radix.ItemIndicator className="absolute right-3">
        <Icon of={Check} size={14} className="text-accent-text" />
      </Radix.ItemIndicator>
    </Radix.Item>
  );
}
