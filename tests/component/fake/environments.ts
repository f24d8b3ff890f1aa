import type { MainClient } from '#shared/ipc/client.ts';
import { type Environment, STAGE_COLOURS } from '#shared/model/environment.ts';
import { FakeFailure } from './failure.ts';
import { environmentOf, newId, template, type World } from './world.ts';

type Methods = Pick<MainClient, Extract<keyof MainClient, `environments.${string}`>>;

/** What was given of a form; the rest stays as it is. */
const given = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<{
    [K in keyof T]: Exclude<T[K], undefined>;
  }>;

/** Environments in memory, with the answers that a dialog has to be ready for. */
export function environmentHandlers(world: World, changed: (what: 'environments') => void): Methods {
  const find = (id: string): Environment => {
    const found = world.environments.find((each) => each.id === id);
    if (found === undefined)
      throw new FakeFailure({ code: 'not-found', message: `There is no environment ${id}.`, next: null });
    return found;
  };
  const assertFree = (name: string, id?: string) => {
    if (!world.environments.some((each) => each.name === name && each.id !== id)) return;
    throw new FakeFailure({
      code: 'name-taken',
      message: `There is an environment named ${name} already.`,
      next: 'Choose another name.',
      field: 'name',
    });
  };
  const write = (environments: readonly Environment[]) => {
    world.environments = environments.map((each, index) => ({ ...each, position: index + 1 }));
    changed('environments');
  };
  const replace = (next: Environment): Environment => {
    write(world.environments.map((each) => (each.id === next.id ? next : each)));
    return find(next.id);
  };
  return {
    'environments.list': async () => world.environments,
    'environments.create': async ({ name, stage, colour, ...defaults }) => {
      assertFree(name);
      const made = {
        ...environmentOf(name, stage),
        ...given(defaults),
        colour: colour ?? STAGE_COLOURS[stage],
      };
      write([...world.environments, made]);
      return find(made.id);
    },
    'environments.createFromTemplate': async () => {
      write(template());
      return world.environments;
    },
    'environments.edit': async ({ id, confirm: _confirm, ...changes }) => {
      if (changes.name !== undefined) assertFree(changes.name, id);
      return replace({ ...find(id), ...given(changes) });
    },
    'environments.move': async ({ id, position }) => {
      const others = world.environments.filter((each) => each.id !== id);
      write(others.toSpliced(position - 1, 0, find(id)));
      return world.environments;
    },
    'environments.duplicate': async ({ id, name }) => {
      assertFree(name);
      const source = find(id);
      const made = { ...source, id: newId(), name };
      write(world.environments.flatMap((each) => (each.id === id ? [each, made] : [each])));
      return find(made.id);
    },
    'environments.archive': async ({ id }) => replace({ ...find(id), archivedAt: new Date().toISOString() }),
    'environments.unarchive': async ({ id }) => replace({ ...find(id), archivedAt: null }),
    'environments.remove': async ({ id }) => {
      const inIt = (row: { readonly environmentId: string }) => row.environmentId === id;
      if (world.keys.some(inIt) || world.connections.some(inIt)) {
        throw new FakeFailure({
          code: 'forbidden-by-rule',
          message: 'Keys and connections stand in this environment.',
          next: 'Delete them first, or archive it.',
        });
      }
      write(world.environments.filter((each) => each.id !== id));
    },
  };
}
