import { Plus, X } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { Key } from '#shared/model/key.ts';
import { api } from '../../../../api/api.ts';
import { reload } from '../../../../state/loading.ts';
import { tagsText } from '../../../../text/detail.ts';
import { ErrorNotice } from '../../../../ui/error-notice.tsx';
import { Icon } from '../../../../ui/icon.tsx';
import { useAction } from '../../../../ui/use-action.ts';
import { tagsOf } from '../../edit/edit-form.ts';

/** The key's tags, changed where they stand. They stay in Keyrack; those of an old value go with it. */
export function Tags({ value }: { readonly value: Key }) {
  const { run, error } = useAction();
  const save = async (tags: string[]): Promise<boolean> => {
    const saved = await run(() => api['keys.edit']({ id: value.id, tags }));
    if (saved !== null) await reload('keys');
    return saved !== null;
  };
  if (value.replacedBy !== null) {
    if (value.tags.length === 0) return tagsText.none;
    return (
      <span className="flex flex-wrap items-center gap-1">
        {value.tags.map((tag) => (
          <Tag key={tag} tag={tag} />
        ))}
      </span>
    );
  }
  return (
    <span className="flex flex-col gap-1.5">
      <span className="flex flex-wrap items-center gap-1">
        {value.tags.map((tag) => (
          <Tag key={tag} tag={tag} onRemove={() => void save(value.tags.filter((each) => each !== tag))} />
        ))}
        <NewTag onAdd={(text) => save([...new Set([...value.tags, ...tagsOf(text)])])} />
      </span>
      {error !== null && <ErrorNotice error={error} />}
    </span>
  );
}

function Tag({ tag, onRemove }: { readonly tag: string; readonly onRemove?: () => void }) {
  return (
    <span className="inline-flex h-6 max-w-full items-center rounded-tag border border-border px-1.5 text-label font-medium text-muted has-[button]:pr-0">
      <span dir="auto" className="truncate" title={tag}>
        {tag}
      </span>
      {onRemove !== undefined && (
        <button
          type="button"
          aria-label={tagsText.remove(tag)}
          title={tagsText.remove(tag)}
          onClick={onRemove}
          className="inline-flex size-6 shrink-0 items-center justify-center rounded-tag hover:text-text"
        >
          <Icon of={X} size={12} />
        </button>
      )}
    </span>
  );
}

function NewTag({ onAdd }: { readonly onAdd: (text: string) => Promise<boolean> }) {
  const [text, setText] = useState<string | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const leave = () => {
    setText(null);
    requestAnimationFrame(() => opener.current?.focus());
  };
  const onKeyDown = async (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    // Escape leaves this field, not the whole detail.
    event.preventDefault();
    if (event.key === 'Escape' || text === null || text.trim() === '') return leave();
    if (await onAdd(text)) leave();
  };
  if (text === null) {
    return (
      <button
        ref={opener}
        type="button"
        onClick={() => setText('')}
        className="inline-flex h-6 items-center gap-1 rounded-tag border border-dashed border-control px-1.5 text-label font-medium text-muted hover:bg-hover hover:text-text"
      >
        <Icon of={Plus} size={12} />
        {tagsText.add}
      </button>
    );
  }
  return (
    <input
      aria-label={tagsText.field}
      // biome-ignore lint/a11y/noAutofocus: the press asked for it
      autoFocus
      value={text}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => void onKeyDown(event)}
      onBlur={() => text.trim() === '' && setText(null)}
      className="h-6 w-28 rounded-tag border border-control bg-surface px-1.5 text-small"
    />
  );
}
