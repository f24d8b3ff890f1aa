import { dueText as text } from '../../../text/due.ts';

interface Props {
  readonly name: string;
  readonly onShow: () => void;
}

/** A key's name, which leads to it. */
export function KeyName({ name, onShow }: Props) {
  return (
    <button
      type="button"
      title={text.show(name)}
      onClick={onShow}
      className="min-w-0 truncate rounded-tag text-left font-medium hover:underline"
    >
      {name}
    </button>
  );
}
