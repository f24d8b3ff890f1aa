import { describe, expect, it } from 'vitest';
import type { ExportResult } from '#shared/model/delivery.ts';
import { deliveryRow } from '#tests/fakes/delivery-row.ts';
import { claudeDesktop, uuid } from '#tests/fakes/rows.ts';
import { type } from './command-line.ts';

const { id } = deliveryRow();
const resultOf = (changes: Partial<ExportResult>): ExportResult => ({
  change: uuid(51),
  delivery: id,
  file: '/home/u/notes.json',
  mode: 'removed',
  companions: [],
  until: null,
  ...changes,
});
const MORE = ['/home/u/notes.workflow.json'];

describe('unexport', () => {
  it('says that the file is gone where it is, and names all that went', async () => {
    const unexported = (changes: Partial<ExportResult>) =>
      type(['unexport', id], { services: { delivering: { unexport: async () => resultOf(changes) } } });
    expect((await unexported({})).out).toBe('Removed: /home/u/notes.json (the file is gone).\n');
    expect((await unexported({ mode: '0600' })).out).toBe('Removed: /home/u/notes.json (mode 0600).\n');
    expect((await unexported({ companions: MORE })).out).toBe(
      'Removed: /home/u/notes.json and /home/u/notes.workflow.json (the files are gone).\n',
    );
  });

  it('of what a program has imported says that it holds the key still, and nothing of a file', async () => {
    const { out, err } = await type(['unexport', id], {
      services: {
        delivering: {
          deliveries: async () => [deliveryRow({ state: 'imported' })],
          unexport: async () => resultOf({}),
          changes: () => [
            { id: uuid(51), file: '', what: 'Forgot the delivery of notes to n8n', at: '', undone: false },
          ],
        },
      },
    });
    expect(out).toBe('Forgot the delivery of notes to n8n.\n');
    expect(err).toBe(`${claudeDesktop.name} still holds the key: delete it there, or revoke it.\n`);
  });

  it('--imported names all files that go', async () => {
    const deleteFiles = async () => resultOf({ companions: MORE });
    const { out } = await type(['unexport', id, '--imported'], { services: { delivering: { deleteFiles } } });
    expect(out).toBe(
      'Deleted /home/u/notes.json and /home/u/notes.workflow.json. The delivery stays listed.\n',
    );
  });
});

it('an export in two changes says that one undo takes it back', async () => {
  const { err } = await type(['export', 'claude-desktop', '--env', 'Development', '--key', 'Reader'], {
    services: {
      delivering: { export: async () => resultOf({ mode: '0600', until: '2026-11-20T13:00:00.000Z' }) },
    },
  });
  expect(err).toBe('To take it back: keyrack undo\n');
});
