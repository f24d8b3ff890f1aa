import type { DiffLine } from '#shared/model/delivery.ts';
import type { Renewal, RotationPlan } from '#shared/model/rotation.ts';
import { plain } from './markdown.ts';

const MARKS: Readonly<Record<DiffLine['kind'], string>> = { same: ' ', added: '+', removed: '-', gap: ' ' };

/** Longer than any run of backticks inside, so that no line of a file ends the block. */
function fenced(lines: readonly string[]): readonly string[] {
  const longest =
    lines
      .join('\n')
      .match(/`+/g)
      ?.reduce((most, run) => Math.max(most, run.length), 0) ?? 0;
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return [`${fence}diff`, ...lines, fence];
}

const HOW: Readonly<Record<Renewal['how'], string>> = {
  nothing: 'nothing to do',
  rewrite: 'written by Keyrack',
  person: 'done by you',
  skip: 'left alone',
};

function ofDelivery({
  targetName,
  file,
  server,
  mechanism,
  how,
  text,
  diff,
  restart,
}: Renewal): readonly string[] {
  return [
    `### ${plain(targetName)}: ${plain(server)}`,
    '',
    `- File: ${plain(file)}`,
    `- Mechanism: ${mechanism}; ${HOW[how]}`,
    `- ${plain(text)}`,
    ...(restart === null ? [] : [`- Restart afterwards: ${plain(restart)}`]),
    '',
    ...(diff.length === 0 ? [] : [...fenced(diff.map(({ kind, text }) => `${MARKS[kind]} ${text}`)), '']),
  ];
}

function ofSteps(steps: RotationPlan['steps']): readonly string[] {
  return steps.flatMap(({ text, calls, onFailure }, index) => [
    `${index + 1}. ${plain(text)}`,
    ...calls.map((call) => `   - Request: \`${call}\``),
    `   - If it fails: ${plain(onFailure)}`,
  ]);
}

const listed = (title: string, items: readonly string[]): readonly string[] =>
  items.length === 0 ? [] : [`## ${title}`, '', ...items.map((item) => `- ${plain(item)}`), ''];

/** The plan of a rotation as Markdown (CommonMark). It holds no secret. @param at when it was made, ISO 8601 */
export function runbookOf(plan: RotationPlan, at: string): string {
  const { keyName, environment, service, overlap, watch, kind, scopes, consoleSteps, deliveries } = plan;
  const lines = [
    `# Rotation of ${plain(keyName)}`,
    '',
    `- Environment: ${plain(environment)}`,
    `- Service: ${service === null ? 'none that Keyrack knows' : plain(service)}`,
    `- Way: ${kind === 'in-place' ? 'the same key gets a new value' : 'a new key beside the old one'}${plan.byHand ? ', made by hand' : ''}`,
    `- Overlap: ${overlap}; watched before it is revoked: ${watch}`,
    `- Scopes of the new key: ${scopes.length === 0 ? 'none' : scopes.map(plain).join(', ')}`,
    `- Planned at: ${at}`,
    '',
    ...listed('To know before', plan.warnings),
    ...listed('In the console', consoleSteps),
    '## Steps',
    '',
    ...ofSteps(plan.steps),
    '',
    '## Deliveries',
    '',
    ...(deliveries.length === 0 ? ['This key is delivered nowhere.', ''] : deliveries.flatMap(ofDelivery)),
    ...listed('To restart', plan.restarts),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}
