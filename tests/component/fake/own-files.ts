import type { DiffLine, ExportPlan, ExportRequest } from '#shared/model/delivery.ts';
import { newId, type World } from './world.ts';

const added = (texts: readonly string[]): DiffLine[] =>
  texts.map((text, index) => ({ kind: 'added', text, line: index + 1 }));

/** What main would answer to a plan for n8n: two files, one of them without a secret. */
export function ownPlanOf(request: ExportRequest, usual: ExportPlan): ExportPlan {
  const name = request.server ?? 'playground-dev';
  const file = request.file ?? `/home/ada/keyrack-exports/n8n-${name}.json`;
  return {
    ...usual,
    file,
    realFile: file,
    mechanism: 'inline',
    choices: usual.choices.map((choice) => ({
      ...choice,
      possible: choice.mechanism === 'inline',
      reason:
        choice.mechanism === 'inline'
          ? 'The value stands in the file until n8n has imported it. n8n encrypts it then, and the file can be deleted.'
          : 'Nothing is started for a call, so Keyrack cannot hand over the key.',
    })),
    modeBefore: null,
    diff: added([
      '[',
      '  {',
      '    "type": "httpBearerAuth",',
      '    "data": { "token": "••••••••" }',
      '  }',
      ']',
    ]),
    companions: [
      {
        file: `/home/ada/keyrack-exports/n8n-${name}.workflow.json`,
        diff: added(['{', `  "name": "Keyrack ${name}: test request",`, '  "active": false', '}']),
      },
    ],
    ignorable: null,
    warnings: [
      `Where n8n runs, with its own data folder and N8N_ENCRYPTION_KEY: n8n import:credentials --input=${file}`,
      'Once n8n has it, delete the files by “Delete file” in the window. The delivery stays listed, as n8n holds the key.',
    ],
  };
}

/** A delivery by files that are still there, and one whose files went after the import. */
export function deliverFiles(world: World): void {
  const [first] = world.deliveries;
  if (first === undefined) return;
  const name = 'orders-of-the-whole-company-dev';
  const file = `/home/ada/keyrack-exports/n8n-${name}.json`;
  const n8n = { ...first, target: 'n8n', mechanism: 'inline' as const, server: name };
  world.deliveries = [
    ...world.deliveries,
    { ...n8n, id: newId(), file },
    {
      ...n8n,
      id: newId(),
      server: 'playground-dev',
      file: '/home/ada/keyrack-exports/n8n-playground-dev.json',
      state: 'imported',
    },
  ];
}
