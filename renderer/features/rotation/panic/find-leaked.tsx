import { KeyRound } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { Key } from '#shared/model/key.ts';
import { api } from '../../../api/api.ts';
import { closeDialog } from '../../../state/actions.ts';
import { useKeys, useSurroundings } from '../../../state/selectors.ts';
import { common } from '../../../text/common.ts';
import { identifyText } from '../../../text/identify.ts';
import { keyText } from '../../../text/keys.ts';
import { rackText } from '../../../text/rack.ts';
import { panicText } from '../../../text/rotation.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { EnvironmentName } from '../../../ui/environment-name.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Field } from '../../../ui/field.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { useAction } from '../../../ui/use-action.ts';

interface Props {
  readonly onFound: (id: string) => void;
}

/** So many fit without scrolling; more words find fewer. */
const MOST = 6;

/** Picks the key that leaked, or finds it by its value, which main compares. */
export function FindLeaked({ onFound }: Props) {
  const [words, setWords] = useState('');
  const [byValue, setByValue] = useState<readonly string[] | null>(null);
  const { run, running, error } = useAction();
  const found = useFound(words, byValue);
  const ask = async () => {
    const told = await run(() => api['keys.identify']());
    if (told === null) return;
    const [only, ...others] = told.keyIds;
    if (only !== undefined && others.length === 0) onFound(only);
    else setByValue(told.keyIds);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const [only, ...others] = found;
    if (only !== undefined && others.length === 0) onFound(only.id);
  };
  return (
    <Dialog
      title={keyText.leaked}
      onClose={closeDialog}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={closeDialog}>{common.cancel}</Button>
          <Button look="primary" busy={running} onClick={() => void ask()}>
            {panicText.enter}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3.5">
        <p>{panicText.lead}</p>
        <Field label={panicText.find} help={panicText.findHelp}>
          {(control) => (
            <TextInput
              {...control}
              autoFocus
              value={words}
              onChange={(event) => {
                setWords(event.target.value);
                setByValue(null);
              }}
            />
          )}
        </Field>
        {byValue !== null && byValue.length > 1 && <p>{identifyText.found(byValue.length)}</p>}
        {byValue?.length === 0 && <Notice tone="warn">{panicText.unknown}</Notice>}
        {words !== '' && found.length === 0 && <p className="text-muted">{panicText.noneFound}</p>}
        {found.length > 0 && <Choices keys={found} onFound={onFound} />}
        {error !== null && <ErrorNotice error={error} />}
        <p className="text-muted">{panicText.enterHelp}</p>
      </div>
    </Dialog>
  );
}

const isUsed = ({ status, replacedBy }: Key): boolean =>
  replacedBy === null && status !== 'revoked' && status !== 'ghost' && status !== 'orphan';

/** Keys that fit what was typed, or that have the value that was entered. */
function useFound(words: string, byValue: readonly string[] | null): readonly Key[] {
  const keys = useKeys();
  if (byValue !== null) return keys.filter(({ id }) => byValue.includes(id));
  const wanted = words.trim().toLocaleLowerCase('en');
  if (wanted === '') return [];
  const fits = ({ name, variable, hint }: Key) =>
    [name, variable ?? '', hint].some((text) => text.toLocaleLowerCase('en').includes(wanted));
  return keys.filter((key) => isUsed(key) && fits(key)).slice(0, MOST);
}

function Choices({ keys, onFound }: Props & { readonly keys: readonly Key[] }) {
  return (
    <ul aria-label={panicText.find} className="flex flex-col gap-1">
      {keys.map((key) => (
        <Choice key={key.id} value={key} onFound={onFound} />
      ))}
    </ul>
  );
}

function Choice({ value, onFound }: Props & { readonly value: Key }) {
  const { environment } = useSurroundings(value);
  return (
    <li>
      <button
        type="button"
        onClick={() => onFound(value.id)}
        className="flex w-full min-w-0 items-center gap-2.5 rounded-control border border-border px-3 py-1.5 text-left hover:bg-hover"
      >
        <Icon of={KeyRound} className="text-muted" />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium" title={value.name}>
            <bdi>{value.name}</bdi>
          </span>
          {environment !== null && (
            <span className="block text-small text-muted">
              <EnvironmentName environment={environment} cut />
            </span>
          )}
        </span>
        <span className="shrink-0 font-mono text-small text-muted">{rackText.hint(value.hint)}</span>
      </button>
    </li>
  );
}
