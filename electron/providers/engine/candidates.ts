import type { CredentialName } from '#core/ports/provider.ts';
import type { Context } from './context.ts';
import type { Candidate } from './manifest/auth.ts';
import { probeAsk } from './probing.ts';
import { refusalOf } from './refusals.ts';
import type { Ask } from './request.ts';
import type { Sent } from './sending.ts';
import { isSuccess } from './success.ts';

interface Question {
  readonly ask: Ask;
  /** Whose candidates they are. */
  readonly name: CredentialName;
  readonly list: readonly Candidate[];
  readonly sendWith: (context: Context, ask: Ask, candidate: Candidate | null) => Promise<Sent>;
}

/** @returns the candidate that worked last time; null where none is known */
const workedOf = ({ worked }: Context, { name, list }: Question): Candidate | null =>
  list.find(({ id }) => id === worked.get(name)) ?? null;

/** The one that worked first, then the others as the manifest orders them. */
export function inOrder(list: readonly Candidate[], first: Candidate | null): readonly Candidate[] {
  return first === null ? list : [first, ...list.filter((one) => one !== first)];
}

/** The next request takes this one first, also in another process: the connection keeps it. */
export function remember({ worked, access }: Context, name: CredentialName, candidate: Candidate): void {
  if (worked.get(name) === candidate.id) return;
  worked.set(name, candidate.id);
  access.remember(name, candidate.id);
}

/** What another candidate may do better: not known here, not there, not this method. 403 may be either. */
const MAY_BE_THE_WAY = new Set([400, 401, 403, 404, 405]);

/** Which of several refusals says most: the credential is known but lacks something, then: it is not known. */
const RANK: readonly number[] = [403, 401, 400, 404, 405];

function better(a: Sent, b: Sent): Sent {
  const rank = (sent: Sent) => (sent.state === 'answered' ? RANK.indexOf(sent.answer.status) : -1);
  return rank(b) < rank(a) ? b : a;
}

/** Tries a question that changes nothing with one candidate after the other. */
async function walk(context: Context, question: Question, order: readonly Candidate[]): Promise<Sent> {
  const { ask, name, sendWith } = question;
  let best: Sent | null = null;
  for (const candidate of order) {
    const sent = await sendWith(context, ask, candidate);
    if (sent.state === 'failed') return sent;
    if (isSuccess(ask.way.success, sent.answer)) {
      remember(context, name, candidate);
      return sent;
    }
    if (!MAY_BE_THE_WAY.has(sent.answer.status)) return sent;
    best = best === null ? sent : better(best, sent);
  }
  if (best === null) throw new Error('a credential without candidates');
  return best;
}

async function askSafely(context: Context, question: Question): Promise<Sent> {
  const known = workedOf(context, question);
  if (known === null) return walk(context, question, question.list);
  const sent = await question.sendWith(context, question.ask, known);
  const isRefusedAsUnknown = sent.state === 'answered' && sent.answer.status === 401;
  // Services change how they are spoken to; a credential that is bad stays bad with every candidate.
  if (!isRefusedAsUnknown) return sent;
  const others = question.list.filter((one) => one !== known);
  const again = await walk(context, question, others);
  return again.state === 'answered' && isSuccess(question.ask.way.success, again.answer) ? again : sent;
}

/** Finds out which candidate works, by something that changes nothing. @throws AppError where none does */
async function probe(context: Context, question: Question): Promise<Candidate | null> {
  const asking = probeAsk(context, question.ask.signal);
  if (asking === null) return question.list[0] ?? null;
  const sent = await walk(context, { ...question, ask: asking }, question.list);
  if (sent.state === 'failed') throw sent.failure;
  const known = workedOf(context, question);
  if (known !== null) return known;
  throw refusalOf(context.manifest, sent.answer, sent.sent);
}

/** What changes something is sent once, by the candidate that is known to work. */
export async function askWithCandidates(context: Context, question: Question): Promise<Sent> {
  if (question.ask.repeatable) return askSafely(context, question);
  const candidate = workedOf(context, question) ?? (await probe(context, question));
  return question.sendWith(context, question.ask, candidate);
}
