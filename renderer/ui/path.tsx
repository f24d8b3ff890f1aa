import { splitPath } from './split-path.ts';

/** A path in one line: cut in the middle, so that the file's name stays in sight; whole on hover. */
export function Path({ path }: { readonly path: string }) {
  const { folder, name } = splitPath(path);
  return (
    <span className="flex min-w-0 font-mono text-small text-muted select-text" title={path}>
      <span className="min-w-0 shrink truncate">{folder}</span>
      <span className="max-w-full shrink-0 truncate">{name}</span>
    </span>
  );
}
