import { AppError } from '#core/errors.ts';
import type { RemoteContent, RemoteStore } from '#core/ports/remote-store.ts';

type Lost = 'before it arrived' | 'after it was done';

/** A program's own store in memory, which counts what was asked and loses answers when it is told to. */
export function fakeRemoteStore() {
  const items = new Map<string, RemoteContent & { readonly revision: string }>();
  const asked: string[] = [];
  const state: { lose: Lost | null; deaf: boolean; probe: AppError | null; revision: number } = {
    lose: null,
    deaf: false,
    probe: null,
    revision: 0,
  };
  const shown = (id: string) => {
    const item = items.get(id);
    return item === undefined ? null : { id, name: item.name, revision: item.revision };
  };
  const unknown = () => new AppError('outcome-unknown', { message: 'The answer did not come.' });
  const carryOut = (what: string, work: () => void) => {
    asked.push(what);
    const lost = state.lose;
    if (lost === 'before it arrived') throw unknown();
    work();
    if (lost !== null) throw unknown();
  };
  const put = (item: RemoteContent) => {
    state.revision += 1;
    items.set(item.id, { ...item, revision: String(state.revision) });
  };
  const kept = (what: string) => async (item: RemoteContent) => {
    carryOut(`${what} ${item.id}`, () => put(item));
    const found = shown(item.id);
    if (found === null) throw new Error('it was not kept');
    return found;
  };
  const store: RemoteStore = {
    probe: async () => {
      if (state.probe !== null) throw state.probe;
    },
    find: async (id) => {
      if (state.deaf) throw new AppError('network', { message: 'Nobody answers.' });
      return shown(id);
    },
    add: kept('add'),
    change: kept('change'),
    remove: async (id) => carryOut(`remove ${id}`, () => items.delete(id)),
  };
  return { store, items, asked, state };
}
