import type { ExportPlan, ExportRequest } from '#shared/model/delivery.ts';

/** What main would answer to a plan for GitHub Actions: no file, and one secret. */
export function storePlanOf(request: ExportRequest, usual: ExportPlan): ExportPlan {
  const { repository = '', variable = 'PLAYGROUND_API_KEY' } = request;
  const place = repository.toLowerCase();
  return {
    ...usual,
    file: place,
    realFile: place,
    server: variable,
    mechanism: 'input',
    choices: usual.choices.map(({ mechanism }) => ({
      mechanism,
      possible: mechanism === 'input',
      reason:
        mechanism === 'input'
          ? 'GitHub’s own store: gh reads the value on its standard input and seals it, and GitHub gives it to nobody but workflows.'
          : 'A workflow runs on machines of GitHub, where no Keyrack is.',
    })),
    modeBefore: null,
    modeAfter: null,
    ignorable: null,
    diff: [{ kind: 'added', text: `${variable} = ••••••••`, line: 1 }],
    warnings: [
      'The GitHub CLI (gh) sets it, as whoever is logged in there. A secret of this name that Keyrack did not set is left alone; that is looked at when you export.',
      'GitHub gives no value back: taking this back deletes the secret, and setting it anew cannot be undone.',
    ],
  };
}
