import type { Renewal, RotationPlan } from '#shared/model/rotation.ts';
import { diffText } from '../diff-text.ts';
import { printable } from '../printable.ts';
import { fields } from '../table.ts';

const HOW: Readonly<Record<Renewal['how'], string>> = {
  nothing: 'nothing to do',
  rewrite: 'written by Keyrack',
  person: 'done by you',
  skip: 'left as it is',
};

/** What a run would do, as people read it in a terminal. */
export function planText(plan: RotationPlan): string {
  const { keyName, environment, service, kind, byHand, overlap, watch, scopes, attended } = plan;
  const head = fields({
    Key: keyName,
    Environment: environment,
    Service: service ?? 'none that Keyrack knows',
    Way: `${kind === 'in-place' ? 'the same key gets a new value' : 'a new key beside the old one'}${byHand ? ', made by hand' : ''}`,
    Overlap: overlap,
    Watched: watch,
    Scopes: scopes.join(', ') || null,
    'Needs you': attended ?? 'no',
  });
  return [
    head,
    ...section(
      'To know before',
      plan.warnings.map((warning) => `- ${warning}`),
    ),
    ...section('In the console', numbered(plan.consoleSteps)),
    ...section('Steps', plan.steps.flatMap(stepLines)),
    ...(plan.deliveries.length === 0 ? section('Deliveries', ['none']) : ['', 'Deliveries']),
    ...plan.deliveries.map(deliveryText),
    ...section('To restart', plan.restarts),
  ].join('\n');
}

const stepLines = ({ text, calls, onFailure }: RotationPlan['steps'][number], at: number) => [
  `${at + 1}. ${text}`,
  ...calls.map((call) => `   Request: ${call}`),
  `   If it fails: ${onFailure}`,
];

function deliveryText({ targetName, server, file, mechanism, how, text, diff, restart }: Renewal): string {
  const lines = [
    `  ${targetName}, ${server}: ${HOW[how]}`,
    `    ${file} (${mechanism})`,
    `    ${text}`,
    ...(restart === null ? [] : [`    Restart afterwards: ${restart}`]),
  ].map(printable);
  return [...lines, ...(diff.length === 0 ? [] : [diffText(diff)])].join('\n');
}

const numbered = (lines: readonly string[]) => lines.map((line, at) => `${at + 1}. ${line}`);

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${printable(line)}`)];
