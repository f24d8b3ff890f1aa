import type { RotationRow } from '../ports/rotations.ts';
import type { RotatingDeps } from './deps.ts';
import type { Runner } from './running.ts';

/** Nobody looks at a run that goes on by itself: what needs a person, and what fails, is told. */
export async function inBackground(
  deps: RotatingDeps,
  runner: Runner,
  before: RotationRow,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { run } = await runner.advance(before.id, { signal });
  const title = titleOf(before, run);
  if (title !== null) deps.notifier.notify({ title, body: run.problem ?? '', keyId: run.keyId });
}

function titleOf(before: RotationRow, { state, step, problem, keyName }: RotationRow): string | null {
  const isNews = problem !== null && problem !== before.problem;
  if (state === 'failed') return `The rotation of "${keyName}" was taken back`;
  if (state === 'waiting' && isNews) return `The rotation of "${keyName}" needs you`;
  if (state === 'retrying' && step === 'revoke' && isNews)
    return `The old key "${keyName}" is not revoked yet`;
  if (state === 'retrying' && isNews && before.attempts === 0)
    return `The rotation of "${keyName}" is held up`;
  return null;
}
