import { ChevronDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { ACTIVITY_KINDS } from '#shared/model/activity-kinds.ts';
import { activityText, doorNames, kindNames, periodNames } from '../../text/activity.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { type Filters, PERIODS, TEXT_MAX } from './filters.ts';
import { ROWS_ID } from './rows-id.ts';

interface Props {
  readonly filters: Filters;
  /** What of them changes: while the typing pauses, others may. */
  readonly onChange: (changes: Partial<Filters>) => void;
}

const ALL = 'all';
/** Who types on is not answered letter by letter. */
const AFTER_TYPING_MS = 150;

const choicesOf = <T extends string>(
  all: string,
  values: readonly T[],
  names: Readonly<Record<T, string>>,
) => [{ value: ALL, label: all }, ...values.map((value) => ({ value, label: names[value] }))];

const KINDS = choicesOf(activityText.anyKind, ACTIVITY_KINDS, kindNames);
const DOORS = choicesOf(activityText.anybody, ['window', 'command'], doorNames);
const TIMES = choicesOf(activityText.anyTime, PERIODS, periodNames);

export function FilterBar({ filters, onChange }: Props) {
  const pick = <K extends keyof Filters>(name: K, value: string) =>
    onChange({ [name]: value === ALL ? null : value });
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 border-b border-border px-4 py-2">
      <SearchActivity text={filters.text} onText={(text) => onChange({ text })} />
      <Choice
        label={activityText.kind}
        choices={KINDS}
        value={filters.kind}
        onPick={(value) => pick('kind', value)}
      />
      <Choice
        label={activityText.by}
        choices={DOORS}
        value={filters.by}
        onPick={(value) => pick('by', value)}
      />
      <Choice
        label={activityText.period}
        choices={TIMES}
        value={filters.period}
        onPick={(value) => pick('period', value)}
      />
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly value: string | null;
  readonly onPick: (value: string) => void;
}

/** A menu, not a select: that would hide all the rest of the view from screen readers while it is open. */
function Choice({ label, choices, value, onPick }: ChoiceProps) {
  const picked = choices.find((choice) => choice.value === (value ?? ALL))?.label ?? '';
  return (
    <Menu
      trigger={
        <Button aria-label={`${label}: ${picked}`} className={value === null ? 'text-muted' : ''}>
          {picked}
          <Icon of={ChevronDown} size={14} />
        </Button>
      }
      items={choices.map((choice) => ({ label: choice.label, run: () => onPick(choice.value) }))}
    />
  );
}

/** What is typed is asked for once the typing pauses. */
function SearchActivity({
  text,
  onText,
}: {
  readonly text: string;
  readonly onText: (text: string) => void;
}) {
  const [typed, setTyped] = useState(text);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed starts the wait
  useEffect(() => {
    if (typed === text) return undefined;
    const timer = setTimeout(() => onText(typed), AFTER_TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  // Cleared from outside.
  useEffect(() => {
    if (text === '') setTyped('');
  }, [text]);
  return (
    <SearchField
      label={activityText.search}
      hint={activityText.searchHint}
      clear={activityText.clearSearch}
      value={typed}
      onChange={(value) => setTyped(value.slice(0, TEXT_MAX))}
      onDown={focusRows}
    />
  );
}

const focusRows = () => document.getElementById(ROWS_ID)?.focus();
