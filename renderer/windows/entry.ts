import '../api/bridge.ts';
import type { EntryClient, EntryKind } from '#shared/ipc/client.ts';
import { asApiError } from '../api/api-error.ts';
import { createClient } from '../api/client.ts';
import { entryText } from '../text/windows.ts';
import { element } from './element.ts';
import { checkEntry } from './entry-check.ts';

const api = createClient<EntryClient>(window.bridge);
const form = element<HTMLFormElement>('form');
const value = element<HTMLInputElement>('value');
const repeat = element<HTMLInputElement>('repeat');
const save = element<HTMLButtonElement>('save');
const paste = element<HTMLButtonElement>('paste');

/** Shows or clears what is wrong, and puts the focus where it can be put right. */
function tell(text: string, field: HTMLInputElement | null): void {
  element('problem').textContent = text;
  for (const each of [value, repeat]) each.setAttribute('aria-invalid', String(each === field));
  field?.focus();
  field?.select();
}

function dress(kind: EntryKind, purpose: string): void {
  const words = entryText[kind];
  document.title = words.title;
  element('title').textContent = words.title;
  element('purpose').textContent = purpose;
  element('value-label').textContent = words.label;
  save.textContent = words.save;
  element<HTMLElement>('help').hidden = words.help === null;
  element('help').textContent = words.help;
  if (kind === 'new-passphrase') element<HTMLElement>('repeat-field').hidden = false;
  else element('repeat-field').remove();
  // A passphrase is typed from memory; only a secret comes from somewhere else.
  paste.hidden = kind !== 'secret';
  form.hidden = false;
  value.focus();
}

async function send(kind: EntryKind): Promise<void> {
  if (save.getAttribute('aria-disabled') === 'true') return;
  const problem = checkEntry(kind, value.value, repeat.value);
  if (problem !== null) return tell(problem.text, problem.field === 'value' ? value : repeat);
  save.setAttribute('aria-disabled', 'true');
  tell('', null);
  try {
    const answer = await api['entry.save']({ value: value.value });
    if (answer.problem === null) forget();
    else tell(answer.problem, value);
  } catch (thrown) {
    const { message, next } = asApiError(thrown);
    tell([message, next].filter(Boolean).join(' '), value);
  } finally {
    save.removeAttribute('aria-disabled');
  }
}

function forget(): void {
  value.value = '';
  repeat.value = '';
}

async function fromClipboard(): Promise<void> {
  const { text } = await api['entry.paste']();
  value.value = text;
  value.focus();
}

async function cancel(): Promise<void> {
  forget();
  await api['entry.cancel']();
}

async function start(): Promise<void> {
  const { kind, purpose } = await api['entry.describe']();
  dress(kind, purpose);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send(kind);
  });
  paste.addEventListener('click', () => void fromClipboard());
  element('cancel').addEventListener('click', () => void cancel());
  window.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') void cancel();
  });
}

void start();
